import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { projectAssembly } from '../../local/cli/project-assembly.ts';
import { createDemoCompany } from '../../local/demo-vendors/company/create-demo-company.ts';
import type { DemoVendors } from '../../local/demo-vendors/start-demo-vendors.ts';
import { startDemoVendors } from '../../local/demo-vendors/start-demo-vendors.ts';
import { startRuntime } from '../../local/loopback/start-runtime.ts';
import type { Runtime } from '../../local/loopback/start-runtime.ts';
import { todayInOslo } from '../../shared/records/values/calendar-date.ts';
import { startStackStandIn } from '../builders/stack-stand-in.ts';
import { createTempFolder } from '../builders/temp-folder.ts';
import { runProgram } from './command-line.ts';
import type { Finished } from './command-line.ts';
import { typeCommand } from './command-session.ts';
import { functionsHereBut } from './functions-here.ts';
import { commandsInText, firstNotPrinted, readGuide, wordsOf } from './guide.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const guide = readFileSync(join(ROOT, 'docs', 'first-week.md'), 'utf8');
const steps = readGuide(guide);
/** What carries out `npm run sync`. */
const SYNC = 'local/cli/commands/sync/main.ts';
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

const REQUESTS_PER_SECOND = 200;
/** They worked in summer: inactive in Simployer, and still there in PowerOffice. */
const SUMMER = [10, 11, 12, 13, 14, 15];

const startVendors = async (): Promise<DemoVendors> => {
  const company = createDemoCompany({ today: '2026-03-02', size: 16, flaws: false });
  const byHand = (index: number, Number?: number) => {
    const { employeeNumber, firstName, lastName, birthDate } = company.people[index] ?? company.people[0]!;
    return {
      Number: Number ?? parseInt(employeeNumber, 10),
      FirstName: firstName,
      LastName: lastName,
      DateOfBirth: birthDate,
      IsArchived: false,
    };
  };
  const chairman = { Number: 500, FirstName: 'Gro', LastName: 'Aas', DateOfBirth: '1962-01-01', IsArchived: false };
  const vendors = await startDemoVendors({
    company,
    payroll: {
      employees: [byHand(2, 312), byHand(3), ...SUMMER.map((index) => byHand(index)), chairman],
    },
    powerOfficeOptions: { requestsPerSecond: REQUESTS_PER_SECOND * 2 },
  });
  for (const index of SUMMER) vendors.simployer.deactivateEmployee(company.employees[index]?.id ?? '');
  vendors.simployer.editEmployment(employmentOf(vendors, '1005').id, { note: 'Elektriker' });
  return vendors;
};

const employmentOf = ({ simployer }: DemoVendors, number: string) => {
  const { id } = simployer.employeeByNumber(number);
  return simployer.employments().find(({ employeeId }) => employeeId === id)!;
};

/** The first of a month as Simployer stores it. @param months before this one */
const firstOfMonth = (months: number): string => {
  const [year = 0, month = 0] = todayInOslo(Date.now()).split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString();
};

/** What the guide says that people do elsewhere, by the words that it begins with. */
const ELSEWHERE: readonly (readonly [words: string, act: (vendors: DemoVendors) => void])[] = [
  [
    "In Simployer, HR begins the note of Åsa's employment",
    (vendors) => vendors.simployer.editEmployment(employmentOf(vendors, '1005').id, { note: '7411108 - Elektriker' }),
  ],
  [
    'In Simployer, HR gives Torbjørn (1002) a rise of 4 %, from the first of last month',
    ({ simployer }) => {
      const { id } = simployer.employeeByNumber('1002');
      const { amount, payoutPeriod } = simployer.compensations().findLast(({ employeeId }) => employeeId === id)!;
      const effectiveDate = firstOfMonth(1);
      simployer.addCompensation({
        employeeId: id,
        amount: amount * 1.04,
        effectiveDate,
        ...(payoutPeriod !== undefined && { payoutPeriod }),
      });
    },
  ],
  [
    'In PowerOffice Go, somebody changes the job title of Kristoffer (1006) to "Formann"',
    ({ powerOffice }) => {
      const record = powerOffice.state.employees.find(({ Number: number }) => Number(number) === 1006);
      powerOffice.editEmployee(record?.Id ?? 0, { JobTitle: 'Formann' });
    },
  ],
  [
    'In Simployer, HR gives Kristoffer (1006) the title "Formann" too',
    ({ simployer }) => simployer.editEmployee(simployer.employeeByNumber('1006').id, { title: 'Formann' }),
  ],
  [
    'In Simployer, HR makes Niillas (1011), who worked in summer, active again',
    (vendors) => {
      const { id: employeeId } = vendors.simployer.employeeByNumber('1011');
      const { typeId, note } = employmentOf(vendors, '1001');
      vendors.simployer.editEmployee(employeeId, { active: true });
      const startDate = firstOfMonth(0);
      vendors.simployer.addEmployment({ employeeId, typeId, startDate, ...(note !== undefined && { note }) });
    },
  ],
];

/** The template of the stage `prod`, run on this machine: its API waits behind what stands in for AWS. */
const startStack = async (vendors: DemoVendors): Promise<Runtime> =>
  startRuntime({
    assemblyFolder: await projectAssembly(),
    dataFolder: null,
    // What answers a command is the real bundles; those of runs are, too, in the app of this machine.
    startFunction: functionsHereBut('ApiHandler', 'Inspect', 'Decide'),
    caller: 'arn:aws:iam::111122223333:user/kari',
    environment: {
      SIMPLOYER_BASE_URL: vendors.simployerBaseUrl,
      POWEROFFICE_BASE_URL: vendors.powerOfficeBaseUrl,
      POWEROFFICE_TOKEN_URL: vendors.powerOfficeTokenUrl,
      POWEROFFICE_MAX_REQUESTS_PER_SECOND: String(REQUESTS_PER_SECOND),
      // Nobody's answer is cut short because this machine is busy.
      ANSWER_WITHIN_SECONDS: '',
      MAIL_QUEUE_URL: '',
      ALARM_TOPIC_ARN: '',
      HR_TOPIC_ARN: '',
    },
  });

interface Expected {
  /** What a command may end with; 0 alone unless it is here. What is quoted from it says which of them is right. */
  readonly exitCodes?: readonly number[];
  /** What it prints, where the guide says it in words. */
  readonly says?: string;
  /** What is typed instead, where a test cannot go all the way: AWS would have to be there. */
  readonly instead?: readonly string[];
}

/** What does not end with 0, and what only AWS could carry out; by the beginning of the command. */
const EXPECTED: readonly (readonly [command: string, expected: Expected])[] = [
  ['npm run check', { exitCodes: [1] }],
  ['npm run sync -- check', { exitCodes: [1] }],
  ['npm run plan', { exitCodes: [1, 3] }],
  ['npm run sync -- plan', { exitCodes: [1, 3] }],
  ['npm run sync -- apply', { exitCodes: [0, 1] }],
  // Of the bootstrap, that it exists; of a deployment, which stacks it would deploy, for nobody here says yes.
  ['npx cdk bootstrap', { instead: ['bootstrap', '--help'] }],
  ['npm run deploy:account', { exitCodes: [2], says: 'what the account has once for all stages' }],
  ['npm run deploy', { exitCodes: [2], says: 'This is stage prod: simployer-poweroffice-prod-main' }],
];

const expectedOf = (line: string): Expected => EXPECTED.find(([command]) => line.startsWith(command))?.[1] ?? {};

/** The program behind `npm run NAME -- ...` or `npx cdk ...`, with its arguments. */
const programOf = (words: readonly string[]): readonly [file: string, argv: readonly string[]] => {
  const [runner, ...rest] = words.filter((word) => word !== '--silent');
  if (runner === 'npx' && rest[0] === 'cdk') return ['node_modules/aws-cdk/bin/cdk', rest.slice(1)];
  const [, name = '', dashes, ...argv] = rest;
  const [, launcher, file = '', ...own] = String(scripts[name]).split(' ');
  if (runner !== 'npm' || launcher !== 'bin/node24.mjs' || (dashes ?? '--') !== '--')
    throw new Error(`The guide names a command that is none of the project: ${words.join(' ')}`);
  return [file, [...own, ...argv]];
};

test('every command of the guide works in its order, and prints what the guide says', async () => {
  await using cleanUp = new AsyncDisposableStack();
  const vendors = await startVendors();
  cleanUp.defer(() => vendors.close());
  const stack = await startStack(vendors);
  cleanUp.defer(() => stack.close());
  const aws = await startStackStandIn({
    answer: async (method, path, body) => {
      const answer = await fetch(`${stack.api.url}${path}`, {
        method,
        ...(body !== '' && { body, headers: { 'content-type': 'application/json' } }),
      });
      return { status: answer.status, body: await answer.json() };
    },
  });
  cleanUp.defer(() => aws.close());

  const workingFolder = join(await createTempFolder('first-week'), 'project');
  await mkdir(workingFolder);
  const { SIMPLOYER_BASE_URL, POWEROFFICE_BASE_URL, POWEROFFICE_TOKEN_URL, ...keys } = vendors.environment;
  const addresses = { SIMPLOYER_BASE_URL, POWEROFFICE_BASE_URL, POWEROFFICE_TOKEN_URL } as Record<string, string>;
  const environment = {
    ...addresses,
    POWEROFFICE_MAX_REQUESTS_PER_SECOND: String(REQUESTS_PER_SECOND),
    AWS_REGION: stack.region,
  };
  const inAws = {
    ...environment,
    ...aws.environment,
    AWS_REGION: stack.region,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: stack.endpoints.secretsManager,
    // The app of one machine carries every flow; the keys of the guide are those of its own.
    XLEDGER_URL: vendors.environment['XLEDGER_URL'] ?? '',
    XLEDGER_TOKEN: vendors.environment['XLEDGER_TOKEN'] ?? '',
  };

  const ids = { PLAN: '', RUN: '', STACK: 'sync', ARN: stack.secretArn('VendorKeysSecretArn') };
  const isId = (word: string): word is keyof typeof ids => Object.hasOwn(ids, word);
  const remember = (text: string): void => {
    for (const [, what, id = ''] of text.matchAll(/\b(Plan|Run) (\d{8}T\d{6}-\w+)/g)) {
      ids[what === 'Plan' ? 'PLAN' : 'RUN'] = id;
    }
  };
  const type = async (line: string): Promise<Finished> => {
    const [file, argv] = programOf(wordsOf(line).map((word) => (isId(word) ? ids[word] : word)));
    const isInAws = /STACK|ARN/.test(line);
    const options = { environment: isInAws ? inAws : environment, workingFolder, withProcesses: true };
    return file === SYNC ? typeCommand(argv, options) : runProgram(file, expectedOf(line).instead ?? argv, options);
  };

  const differences: object[] = [];
  let printed = '';
  let typed = '';
  for (const step of steps) {
    if (step.kind === 'variables') {
      const lines = step.names.map((name) => `${name}=${(keys as Record<string, string>)[name] ?? ''}\n`);
      await writeFile(join(workingFolder, '.env'), lines.join(''), { mode: 0o600 });
    } else if (step.kind === 'elsewhere') {
      const act = ELSEWHERE.find(([words]) => step.words.startsWith(words))?.[1];
      expect({ words: step.words, isKnown: act !== undefined }).toEqual({ words: step.words, isKnown: true });
      act?.(vendors);
    } else if (step.kind === 'command') {
      const { exitCode, stdout, stderr } = await type(step.line);
      typed = step.line;
      printed = stripVTControlCharacters(`${stdout}\n${stderr}`).replaceAll('\r', '');
      remember(printed);
      const { exitCodes = [0], says = '' } = expectedOf(typed);
      if (exitCode === null || !exitCodes.includes(exitCode) || !printed.includes(says)) {
        differences.push({ typed, exitCode, printed });
      }
    } else {
      const missing = firstNotPrinted(step.lines, printed);
      if (missing !== null) differences.push({ typed, missing, printed });
    }
  }
  expect(differences).toEqual([]);
  // Of everything that was decided in the week, nobody was made twice.
  const numbers = vendors.powerOffice.state.employees.map(({ Number: number }) => Number(number));
  const known = vendors.company.people.map(({ employeeNumber }) => Number(employeeNumber));
  expect(numbers.toSorted((one, other) => one - other)).toEqual([312, 500, ...known.filter((one) => one !== 1003)]);
});

test('what the guide names in its text is typed in one of its blocks', () => {
  const typed = steps.flatMap((step) => (step.kind === 'command' ? [step.line] : []));
  const untyped = commandsInText(guide).filter((command) => !typed.includes(command));
  // Bare, it asks on a terminal: the tests of the command line type it there.
  expect(untyped).toEqual(['npm run sync']);
});

describe('A guide is read', () => {
  test('as what is typed, printed, and done elsewhere, in its order', () => {
    const text =
      '> HR does\n> this.\n\n```sh\nnpm run plan   # looks\nnpm start\n```\n\n```\n1001  …\n```\n\n```ts\nx\n```\n';
    expect(readGuide(text)).toEqual([
      { kind: 'elsewhere', words: 'HR does this.' },
      { kind: 'command', line: 'npm run plan' },
      { kind: 'command', line: 'npm start' },
      { kind: 'prints', lines: ['1001  …'] },
    ]);
  });

  test.each([
    ['what is there, whatever its blanks', ['a  b …', '...', 'd'], 'a b c\nx\n  d', null],
    ['what is not there', ['a', 'x'], 'a\nb', 'x'],
    ['what comes earlier than it should', ['b', 'a'], 'a\nb', 'a'],
    ['half a line', ['a'], 'a b', 'a'],
  ])('and a quotation is compared: %s', (_, quoted, printed, missing) => {
    expect(firstNotPrinted(quoted, printed)).toBe(missing);
  });
});
