/*
 * Writes docs/data-protection.md, for whoever answers for data protection in the company that runs the sync. The fields
 * that are read, the times for which things are kept and the roles are taken from the code, so that the page cannot
 * promise what the code does not hold. For example, that outcomes are kept for three months stands here as the number
 * which their items expire by.
 */
import { parseStageSettings } from '../../../../infra/stage-settings.ts';
import { STAGES } from '../../../../infra/stages.ts';
import { DEFAULT_SETTINGS } from '../../../../shared/flows/employees-to-poweroffice/settings.ts';
import { DEFAULT_FILE_SETTINGS } from '../../../../shared/flows/time-off-to-file/settings.ts';
import { placeOf, SOURCE_FIELDS } from '../../../../shared/model/employee.ts';
import { DEAD_LETTER_RETENTION_IN_DAYS, QUEUE_RETENTION_IN_DAYS } from '../../../../shared/run/limits.ts';
import { INTENT_RETENTION_IN_DAYS } from '../../../../shared/state/intent-store.ts';
import { RUN_RETENTION_IN_DAYS } from '../../../../shared/state/run.ts';
import { TIME_OFF_PLANS_KEPT_HOURS } from '../../../../shared/time-off/plans-kept.ts';
import { table } from './markdown.ts';

/** AWS keeps what it needs to restore a table for so long, unless a template says otherwise; ours does not. */
const POINT_IN_TIME_RECOVERY_IN_DAYS = 35;

const MONTHS = DEFAULT_SETTINGS.forgetAfterMonths;

const fieldsRead = (): string =>
  [...Map.groupBy(SOURCE_FIELDS, (field) => (field.includes('.') ? field.split('.')[0] : 'employee'))]
    .map(
      ([record, fields]) =>
        `- ${RECORDS.get(record ?? '') ?? record}: ${[...new Set(fields.map((field) => placeOf(field).name))].join(', ')}`,
    )
    .join('\n');

const RECORDS: ReadonlyMap<string, string> = new Map([
  ['employee', 'Of the person, beside employee number and whether they are active'],
  ['homeAddress', 'Of the home address'],
  ['leaving', 'Of when they leave'],
  ['bankAccount', 'Of the bank account'],
  ['employment', 'Of each employment'],
  ['compensation', 'Of each salary'],
]);

const stored = (logDays: number): string =>
  table(
    ['Where', 'What', 'For how long'],
    [
      [
        'State table, the person',
        'Employee number, Simployer id, the id of the record in PowerOffice or X-ledger; towards PowerOffice start date, occupational code and the fields of the employments; towards X-ledger the last day that was written, and the hire date of somebody who came back; open problems with the value that is wrong; keyed digests of what was last written or confirmed, from which nobody gets a value without the hash key. Since X-ledger does not show national ids and account numbers again, their digests tell whether they have changed',
        MONTHS === null
          ? 'until deleted'
          : `${MONTHS} months after the person has gone from Simployer (\`forgetAfterMonths\`)`,
      ],
      [
        'State table, records that were created',
        'Kind and key of the record (dates, occupational code, employee number), its id in PowerOffice or X-ledger',
        `${INTENT_RETENTION_IN_DAYS} days`,
      ],
      [
        'State table, what a run did',
        'Employee number, names of the fields that were written, problems with the value that is wrong; the numbers and Simployer ids that it was asked for or that a guard named; Simployer ids of those it has not come to',
        `${RUN_RETENTION_IN_DAYS} days`,
      ],
      [
        'State table, the history of the person',
        'Every write of a run and every decision about the person: when, who asked for it, and the names of the fields; never a value',
        `${DEFAULT_SETTINGS.history.keepMonths} months (\`history.keepMonths\`), or until the person is deleted`,
      ],
      [
        'State table, what people decided of the person (`link`, `allow`, `settle`)',
        'Who decided what, and when: ids of records in PowerOffice or X-ledger, codes, keyed digests of what was allowed; no value',
        'as long as the person, or until it is taken back',
      ],
      [
        'State table, what a plan would do',
        'The same, and name, old and new value; of national id, account and gender only that they change, of pay the change in percent',
        `${DEFAULT_SETTINGS.plans.keepDays} days (\`plans.keepDays\`)`,
      ],
      [
        'State table, whom a plan found in payroll alone',
        'Employee number and name of records in PowerOffice or X-ledger of nobody in Simployer',
        `${DEFAULT_SETTINGS.plans.keepDays} days (\`plans.keepDays\`)`,
      ],
      [
        'State table, leaves (time off)',
        'Id of the leave, employee number, ids of the employment and the leave in PowerOffice, keyed digests of what was last written, open problems without any value; of an export which leaves it had, and when, and who took it back. No type, kind, code, day or degree',
        'until neither side has the leave any more, or until deleted',
      ],
      [
        'State table, what a plan of time off shows',
        'Name, and type, code, days and degree of each leave: health data',
        `${TIME_OFF_PLANS_KEPT_HOURS} hours`,
      ],
      [
        'State table, what a plan of time off was asked for',
        'The chosen days, and the ids of types and leaves; words that were typed for a type stand there until the plan is made',
        `${RUN_RETENTION_IN_DAYS} days`,
      ],
      [
        'Files of absence for X-ledger',
        'Employee number, title, type, code, days and degree or share of each leave: health data; in a bucket of their own, read through a link of 15 minutes',
        `${DEFAULT_FILE_SETTINGS.keepDays} days (\`timeOff.file.keepDays\`)`,
      ],
      [
        'Queues',
        'The whole person as Simployer has them, on the way from one function to the next; of a leave its id, the employee number and the ids of employments',
        `minutes; after failures ${QUEUE_RETENTION_IN_DAYS} days, and ${DEAD_LETTER_RETENTION_IN_DAYS} days in the dead-letter queue`,
      ],
      [
        'Logs',
        'Employee number, or the Simployer id where there is none, codes, names of operations. The access log of the API: who called what',
        `${logDays} days (\`logRetentionInDays\`)`,
      ],
      ['Metrics, alarms, mails of alarms', 'Counts; nobody is named', "AWS's own times"],
      [
        'Mails to HR (only with `hrEmail`)',
        'Employee number, or the Simployer id where there is none, and the code of what is wrong with who mends it; no name and no value. They leave AWS as ordinary e-mail, and are kept by whoever receives them',
        'on the way only; which run was last told of stands in the state table',
      ],
      [
        'Recovery of the state table to a point in time',
        'Every item as it was',
        `${POINT_IN_TIME_RECOVERY_IN_DAYS} days`,
      ],
    ],
  );

/** docs/data-protection.md as it follows from the code. Ends with a line feed. */
export const renderDataProtection = (): string => {
  const { logRetentionInDays } = parseStageSettings('prod', STAGES['prod']);
  return `# Data protection

Generated from the code by \`npm run docs\`; do not edit. For whoever answers for data protection in the company that runs the sync.

## På norsk, kort

Synkroniseringen leser ansattopplysninger i Simployer One og skriver dem til lønnssystemet: PowerOffice Go, X-ledger eller begge. Den kjører i firmaets egen AWS-konto, i regionen firmaet selv velger. Ingen andre enn Simployer, lønnssystemet og AWS får opplysningene. Fødselsnummer, kontonummer og lønn går gjennom, men lagres ikke i lesbar form utover køene de er på vei gjennom. Det som lagres om en person, er i hovedsak ansattnummer, koblingen mellom de to systemene, arbeidsforholdenes datoer og yrkeskoder, og hva som er galt, og i ${DEFAULT_SETTINGS.history.keepMonths} måneder hvilke felt som er skrevet når, og hvem som ba om det, uten verdier. En plan har også navn, gamle og nye verdier, i ${DEFAULT_SETTINGS.plans.keepDays} dager. ${MONTHS === null ? 'Det slettes for hånd.' : `Det slettes av seg selv ${MONTHS} måneder etter at personen er borte fra Simployer, og resten etter ${RUN_RETENTION_IN_DAYS} dager eller før.`} Logger, alarmer og e-post har ansattnummer, aldri navn eller verdier. Fravær leses bare når noen lager en plan for en periode, eller etter en tidsplan som firmaet selv har satt opp. Hva slags fravær det er, graden og dagene står i planen i ${TIME_OFF_PLANS_KEPT_HOURS} timer og i en fil som noen ber om, og ellers ingen steder.

## Who processes what

The company is the controller. Simployer, PowerOffice, X-ledger and AWS are its processors, as far as it uses them, each under the agreement that the company has with them. The sync is software that the company runs by itself: it sends nothing to its authors, and AWS's own usage reporting is switched off in it (\`cdk.json\`). Keys and personal data go to the hosts of these vendors only, over https; a gateway in between has to be named in the settings.

The purpose is to keep payroll's master data in step with HR's. No decision about a person is made by it; it copies fields by fixed rules ([to PowerOffice](mapping.md), [to X-ledger](mapping-xledger.md)).

## What is read

From Simployer, in every run, of every employee:

${fieldsRead()}

Names of departments, offices and employment types, and name and organisation number of the company are read as well. Simployer's access token opens more than that, since Simployer has no narrower one; the sync asks for employees, employments, compensations and these lists, and writes nothing there.

From PowerOffice, as lists of everybody: the employees with their fields, start and end of their employments, and the bank accounts of contacts; of those who are synced also the whole employments and the salaries. Those who are in PowerOffice alone are read with the lists and not changed; a plan lists them by number and name. What only looks (\`check\`, \`explain\`, \`drift\`) reads the same and stores nothing.

From X-ledger, as lists of everybody whom the token reaches, those included who are in an entity below: the employees with the fields of [mapping-xledger.md](mapping-xledger.md), the national id as X-ledger masks it, and the account number as far as X-ledger shows it; entities with their organisation numbers; position values, employee groups and posting values. The unmasked national id that a contact may have is never asked for. Whoever is in X-ledger alone is not changed.

With [time off](time-off.md), and only when somebody makes a plan of a period, or a schedule that the settings allow (\`timeOff.schedule\`): from Simployer the leaves of the period and of the year before it (whose, type, status, days, degree), the types of leave and their codes, for the file also hours of absence and work weeks; from PowerOffice the leaves of the employments concerned. What the employee wrote about a leave is not asked for, unless \`timeOff.note\` says so. Absence can tell of somebody's health (article 9 of the GDPR): it stands in the plan and the file alone, and in no log, metric, alarm, mail, message or error record.

## What is written to PowerOffice

The fields of [mapping.md](mapping.md), when they differ, and nothing else. With time off the leaves of [mapping-time-off.md](mapping-time-off.md), by a plan that somebody has seen, or by a schedule once somebody has approved one. National id and gender are sent when a record is created, not later (unless \`mapping.fillEmptyNationalId\` says so).

## What is written to X-ledger

The fields of [mapping-xledger.md](mapping-xledger.md), when they differ, and nothing else. National id and account number are sent when an employee is created and when they have changed in Simployer; one that X-ledger had before and does not show is left alone (unless \`xledger.hiddenOnAdoption\` says so). Salaries are not sent.

## What is stored, where, and for how long

Everything is in the AWS account of the company, in the one region that it deployed to; a region outside the EEA is warned of at deployment. Table, queues, secrets, logs and alarms are encrypted with a key of the company's own (KMS, rotated every year).

${stored(logRetentionInDays)}

Names, addresses, e-mail addresses, phone numbers, national ids, account numbers and amounts of pay are in none of these but the queues, and in plans as said; a problem holds the one value that is wrong or, where two records are compared, both names and years of birth, never a national id, an account number or an amount. What looks like one, typed into another field, is shown as \`***\`. DynamoDB removes what has lapsed by itself, up to two days later.

On a computer instead of AWS, the same lies in the folder \`.data\`, readable by its user alone, and in \`.env\` the keys.

## Who can see it

Every call of the API is signed with AWS credentials, and every button of the dashboard is pressed with those of whoever is signed in. Who may call what is one of three policies, which the company gives to its own people: a reader sees what is stored (every \`GET\`; for as long as a plan of time off holds, what the leaves in it are, too) and may ask what a run would do with one person, pay in full if they ask for that, an operator may also start runs and plans, an approver everything. All calls: [the API](api.md).

Who called, and when, is in the access log; who asked for a run is stored with the run, of a button as the id under which CloudTrail can have the name. Whoever may read the table and use its key in AWS, administrators for example, sees what is stored. The dashboard shows employee numbers, codes and texts without values. Alarm mails go to the one address of the stage, and what has changed in the list of problems to its \`hrEmail\`, if it has one.

## How one person is deleted

In Simployer first, else the next run stores them again. ${MONTHS === null ? 'What the sync holds' : `By itself after ${MONTHS} months; at once`}: [Delete one person](runbook.md#delete-one-person) has the commands. PowerOffice and X-ledger keep their own records, as the law on bookkeeping demands of payroll. Whoever restores the table to a point in time repeats the deletion.

## What to answer a person who asks

Their data in the sync is what \`GET /problems\`, \`GET /runs/{runId}\` and \`GET /employees/{number}/history\` show under their number, and the item of the table that the runbook names; everything else is in Simployer, PowerOffice and X-ledger, where it can be corrected.
`;
};
