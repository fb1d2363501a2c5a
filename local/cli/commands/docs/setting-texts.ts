/*
 * What each setting means, by its path, with an example that is worth setting: docs/settings.md is made of it, with
 * types and defaults from the schemas themselves. A test fails when a setting has no text here, when a text has no
 * setting, and when an example would be refused. For example, `guards.archiveAbsolute` says how many people a run may
 * archive, and shows 20.
 */

export interface SettingText {
  readonly means: string;
  /** Another value than the default. */
  readonly example: unknown;
}

/** The settings that a run follows, but for those of the mapping, whose meaning stands in mapping-options.ts. */
export const RUN_SETTING_TEXTS: Readonly<Record<string, SettingText>> = {
  'scope.departments': {
    means:
      'Ids or names of Simployer departments, names without regard to case. An empty list restricts nothing; whoever is synced has to be in every list that is not empty.',
    example: ['Drift', 'Prosjekt'],
  },
  'scope.offices': { means: 'Ids or names of Simployer offices, in the same way.', example: ['Bergen'] },
  'scope.employees': {
    means: 'Employee numbers, in the same way; leading zeros do not count.',
    example: ['101', '102'],
  },
  'guards.archiveAbsolute': {
    means:
      'A run that would archive more people than this, and more than the share below, is given up before its first write (`ARCHIVE_GUARD`).',
    example: 20,
  },
  'guards.archiveShare': { means: 'The same as a share of the people who are linked.', example: 0.5 },
  'guards.identityAbsolute': {
    means:
      "A run in which the records of more people than this, and more than the share below, look like somebody else's is given up before its first write (`IDENTITY_GUARD`).",
    example: 10,
  },
  'guards.identityShare': { means: 'The same as a share of the people in scope.', example: 0.3 },
  'guards.changeAbsolute': {
    means:
      'A run in which more people than this, and more than the share below, would get much other pay, or another salary account, or a second employment, is given up before its first write (`CHANGE_GUARD`). Each of the three is counted by itself.',
    example: 20,
  },
  'guards.changeShare': { means: 'The same as a share of the people in scope.', example: 0.5 },
  'guards.changePay': {
    means: 'Pay counts for `CHANGE_GUARD` when it differs by more than this share of what PowerOffice has.',
    example: 0.25,
  },
  'guards.scopeAbsolute': {
    means:
      'A run for everybody that leaves more people than this, and more than the share below, out of whom the last finished one was about, is given up before its first write (`SCOPE_GUARD`).',
    example: 20,
  },
  'guards.scopeShare': { means: 'The same as a share of the people who were in scope then.', example: 0.5 },
  'plans.keepDays': {
    means: 'For how many days a plan is kept and can be carried out; a fraction for hours.',
    example: 3,
  },
  'plans.values': {
    means:
      '`shown`: a plan says whose record it is by name, and what each field holds and is to hold. `names-only`: it names the fields, and nobody.',
    example: 'names-only',
  },
  'history.keepMonths': {
    means:
      'For how many months it is kept what was written to each person and decided about them, by the names of fields. What is stored already keeps the end that it was stored with.',
    example: 12,
  },
  firstRun: {
    means:
      '`plan`: until a plan for everybody has been carried out for everybody, whatever starts a run makes a plan instead, which somebody has to approve. People who were linked before it was first asked count as approved. A deployed stage has `plan` unless it says otherwise, a computer of your own `apply`.',
    example: 'plan',
  },
  salaryVerification: {
    means:
      '`every-run` compares every salary line in every run. `rolling` compares a thirtieth of the people in a run, those whose turn is longest ago, and whoever changed, which saves a request for each of the others.',
    example: 'rolling',
  },
  replicaLagInSeconds: {
    means: 'For how long a read from PowerOffice, or from X-ledger, may not yet show what was written before it.',
    example: 60,
  },
  writeTimeoutInSeconds: {
    means: 'After how long without an answer it is unknown whether PowerOffice, or X-ledger, carried a write out.',
    example: 40,
  },
  forgetAfterMonths: {
    means:
      'After so many months without a person in Simployer, what the sync remembers of them is removed; `null` keeps it.',
    example: 12,
  },
  onPossibleDuplicate: {
    means:
      'What becomes of somebody who would be created although PowerOffice has a record with the same name and birth date (`POSSIBLE_DUPLICATE`): held until people have compared the two, or created.',
    example: 'create',
  },
  language: {
    means:
      'The language of the words for people: the list on the dashboard, and problems unless whoever asks says otherwise. Codes and logs stay as they are.',
    example: 'nb',
  },
};

/** What an example of a mapping option is: its meaning stands in mapping-options.ts. */
export const MAPPING_EXAMPLES: Readonly<Record<string, unknown>> = {
  archive: 'afterEndDate',
  bankCode: 'clearing',
  fillEmptyNationalId: true,
  createEndedEmployments: false,
  fixedValues: 'always',
  fullTimeHoursPerWeek: 40,
  workingHoursArrangement: 'ShiftWork',
  employmentType: 'Maritime',
  endDateReason: 'ContractCommitmentOrTemporaryEmploymentExpired',
  employmentForms: { Vikariat: 'Temporary' },
  onEmploymentKeyChange: 'hold',
  payPeriodFactors: { BI_WEEKLY: 26 },
  syncFtePercentage: true,
};

/** What only a deployment has: infra/stages.ts. */
export const STAGE_SETTING_TEXTS: Readonly<Record<string, SettingText>> = {
  flows: {
    means:
      'What the company has: which of its records go where. Each flow has its own keys, queue, alarms and first plan to approve; `npm run secrets` asks for the keys of those named. `leaves-to-poweroffice` uses what `employees-to-poweroffice` has linked, and its keys: name that one too. The start queue is watched by the alarms of the first one named.',
    example: ['employees-to-poweroffice', 'employees-to-xledger'],
  },
  flowSchedules: {
    means: 'When the runs of one flow start, instead of `schedule`.',
    example: { 'employees-to-xledger': { days: ['MON', 'THU'], time: '06:45' } },
  },
  'clients.flows': {
    means: "Instead of the stage's flows.",
    example: ['employees-to-xledger'],
  },
  'clients.flowSchedules': {
    means: 'When the runs of one flow start, instead of any other schedule.',
    example: { 'employees-to-poweroffice': { days: ['FRI'], time: '06:15' } },
  },
  'schedule.days': { means: 'On which days a run starts by itself.', example: ['MON', 'THU'] },
  'schedule.time': {
    means: 'When it starts, in Europe/Oslo. The hour from 02:00 is refused: daylight saving skips and repeats it.',
    example: '06:15',
  },
  'schedule.paused': { means: 'Whether nothing starts by itself. Starting by hand still works.', example: true },
  'pace.maxRequestsPerSecond': {
    means: 'What PowerOffice grants the subscription key, in any second; less leaves room for another program.',
    example: 5,
  },
  'vendors.simployerBaseUrl': {
    means: "Where Simployer's API is.",
    example: 'https://api.sandbox.alexishr.com/v1',
  },
  'vendors.powerOfficeBaseUrl': {
    means: "Where PowerOffice's API is.",
    example: 'https://goapi.poweroffice.net/Demo/v2',
  },
  'vendors.powerOfficeTokenUrl': {
    means: 'Where PowerOffice gives out tokens.',
    example: 'https://goapi.poweroffice.net/Demo/OAuth/Token',
  },
  'vendors.xledgerUrl': {
    means: "Where X-ledger's API is.",
    example: 'https://demo.xledger.net/graphql',
  },
  'vendors.customHosts': {
    means:
      "Hosts of a gateway of yours in front of a vendor. Keys are sent to these and to the vendors' own hosts only.",
    example: ['gateway.example.com'],
  },
  alarmEmail: {
    means: 'Who is told when an alarm begins and ends. A stage that runs by itself has to have it.',
    example: 'payroll-it@example.com',
  },
  hrEmail: {
    means:
      'Who is mailed, in `settings.language`, after a run that changed the list of open problems: what is new and what is solved by code, with employee numbers and without values. What still stands comes once a week.',
    example: 'hr@example.com',
  },
  runbookUrl: {
    means: 'Where people read docs/runbook.md: every alarm and mail leads to its section there.',
    example: 'https://github.com/example/sync/blob/main/docs/runbook.md',
  },
  longestRunInMinutes: { means: 'How long a run may take before an alarm says so.', example: 120 },
  logRetentionInDays: { means: 'How long logs are kept.', example: 30 },
  removalPolicy: {
    means: 'Whether table, keys and encryption key stay when the stack is deleted. `destroy` is for trials.',
    example: 'destroy',
  },
  settings: { means: 'What a run follows: the settings above.', example: { language: 'nb' } },
  'clients.name': { means: 'One stack each. Part of its name, for good.', example: 'fjordlys' },
  'clients.subscription': {
    means: 'Clients that name the same subscription share its requests per second.',
    example: 'partner',
  },
  'clients.dashboard': {
    means: "Whether there is a dashboard. An account's first three are free.",
    example: false,
  },
  'clients.schedule': {
    means: "Instead of the stage's schedule.",
    example: { days: ['MON'], time: '06:15', paused: true },
  },
  'clients.settings': { means: "Instead of the stage's settings, all of them.", example: { language: 'nb' } },
};
