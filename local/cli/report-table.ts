/*
 * Shows the report of a run to a person at a terminal: whose record was created, what was written in the others,
 * every problem, and the totals. Who needed nothing takes no line. Number, outcome and code stand in narrow columns,
 * and words wrap in the rest of the width. For example, the line of a problem holds the employee's number, the
 * outcome, the problem's code, what is wrong, and who fixes it where.
 */
import { styleText } from 'node:util';
import { OUTCOMES } from '../../shared/records/outcome.ts';
import { MASK } from '../../shared/records/values/shown-value.ts';
import { describeConnection } from '../../shared/flows/employees-to-poweroffice/describe-connection.ts';
import type { ReportedEmployee, RunReport } from '../../shared/flows/employees-to-poweroffice/report.ts';
import { breakable, createTable } from './create-table.ts';

const COLOURS = { created: 'green', updated: 'cyan', unchanged: 'gray', skipped: 'yellow', failed: 'red' } as const;
const SEVERITY_COLOURS = { error: 'red', warning: 'yellow', info: 'gray' } as const;
const ENTITIES: Readonly<Record<string, string>> = {
  employee: 'employee',
  bankAccount: 'bank account',
  employment: 'employment',
  salary: 'salary',
} as const;

/** Columns of the employee number, the gap behind it included. */
const NUMBER_WIDTH = 9;
/** Columns of number, outcome and code, and a gap between each two of the five. */
const NARROW_COLUMNS = NUMBER_WIDTH + 10 + 26 + 4;

const numberOf = ({ employeeNumber }: ReportedEmployee): string => employeeNumber ?? '(none)';

/** Whether a number says who it is: one that is missing, or hidden because it may be a national id, does not. */
const saysWho = ({ employeeNumber }: ReportedEmployee): boolean =>
  employeeNumber !== null && !employeeNumber.includes(MASK);

/** Who it is where the number does not say so: the id stands in the address of the person's page in Simployer. */
const whoOf = (person: ReportedEmployee): string =>
  saysWho(person) ? '' : ` Simployer id: ${person.simployerEmployeeId}.`;

/** "employee: LastName, PhoneNumber; new salary". */
const describeChanges = ({ changes }: ReportedEmployee): string =>
  [
    ...Map.groupBy(changes, ({ entity, action }) =>
      action === 'update'
        ? `${ENTITIES[entity] ?? entity}:`
        : action === 'create'
          ? `new ${ENTITIES[entity] ?? entity}`
          : `${action}d`,
    ),
  ]
    .map(([what, group]) => [what, group.flatMap(({ field }) => field ?? []).join(', ')].join(' ').trim())
    .join('; ');

export interface RenderOptions {
  readonly environment: string | null;
  readonly width: number;
  readonly withProblems?: boolean;
}

/**
 * What happened to whom and why, for a terminal: who was created, what was updated, and every problem with who fixes
 * it where.
 * @param environment which PowerOffice it is, as `environmentOf` names it
 * @param width columns of the terminal
 * @param withProblems false where the problems were shown just before
 */
export const renderReport = (report: RunReport, { environment, width, withProblems = true }: RenderOptions): string => {
  const usable = Math.max(80, Math.min(150, width));
  const parts: string[] = [];
  const isPlan = report.mode === 'plan';
  if (report.connection !== null) parts.push(styleText('bold', describeConnection(report.connection, environment)));

  const created = report.employees.filter(({ outcome }) => outcome === 'created');
  if (created.length > 0) {
    parts.push(
      `${styleText('green', isPlan ? 'To be created:' : 'Created:')} ${wrap(created.map(numberOf), usable - 16)}`,
    );
  }

  const changed = report.employees.filter(({ outcome, changes }) => outcome !== 'created' && changes.length > 0);
  if (changed.length > 0) {
    const table = createTable(['number', isPlan ? 'would be written' : 'written'], [NUMBER_WIDTH, usable - 10]);
    for (const person of changed) {
      const number = breakable(numberOf(person), NUMBER_WIDTH - 1);
      table.push([styleText('cyan', number), describeChanges(person)]);
    }
    parts.push(table.toString());
  }

  const troubled = report.employees.filter(({ problems }) => problems.length > 0);
  if (withProblems && troubled.length > 0) {
    const textWidth = Math.floor((usable - NARROW_COLUMNS) / 2);
    const table = createTable(
      ['number', 'outcome', 'code', 'what is wrong', 'who fixes it where'],
      [NUMBER_WIDTH, 10, 26, textWidth, textWidth],
    );
    for (const person of troubled) {
      for (const [index, { severity, code, message, hint }] of person.problems.entries()) {
        table.push([
          index === 0 ? breakable(numberOf(person), NUMBER_WIDTH - 1) : '',
          index === 0 ? styleText(COLOURS[person.outcome], person.outcome) : '',
          styleText(SEVERITY_COLOURS[severity], code),
          breakable(index === 0 ? message + whoOf(person) : message, textWidth - 1),
          breakable(hint, textWidth - 1),
        ]);
      }
    }
    parts.push(table.toString());
  }
  return [...parts, renderSummary(report, usable)].join('\n\n');
};

const wrap = (words: readonly string[], width: number): string => {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n         ');
};

/** Why a run was given up, who mends it, and whom it is about. */
const renderAbort = ({ code, message, hint, people }: NonNullable<RunReport['abort']>, width: number): string =>
  [
    `${styleText('red', `✖ ${code}`)}  ${message}`,
    hint,
    ...(people.length === 0 ? [] : [`People: ${wrap(people, width - 9)}`]),
  ].join('\n');

/** The run in two lines. */
const renderSummary = ({ status, abort, mode, totals, apiCalls, runId }: RunReport, width: number): string => {
  const counts = OUTCOMES.map((kind) =>
    totals[kind] === 0 ? `0 ${kind}` : styleText(COLOURS[kind], `${totals[kind]} ${kind}`),
  );
  if (abort !== null) {
    const summary = totals.inScope === 0 ? '' : `${totals.inScope} in scope: ${counts.join(', ')}.\n`;
    return summary + renderAbort(abort, width);
  }
  const verb =
    mode === 'plan' ? 'planned, nothing written' : status === 'succeeded' ? 'succeeded' : 'completed with errors';
  return [
    `${totals.inScope} in scope: ${counts.join(', ')}.`,
    styleText(
      'gray',
      `Run ${runId} ${verb}. Requests: ${apiCalls.simployer} to Simployer, ${apiCalls.poweroffice} to PowerOffice.`,
    ),
  ].join('\n');
};
