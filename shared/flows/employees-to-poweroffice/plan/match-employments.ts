import type { DesiredEmployment } from '../rules/desired-employee.ts';
import type { MappingSettings } from '../mapping-settings.ts';
import type { PayrollEmployment } from '../../../vendors/poweroffice/payroll-record.ts';
import { problem } from '../problems.ts';
import type { Problem } from '../../../records/problem.ts';
import type { CalendarDate } from '../../../records/values/calendar-date.ts';

/** What makes two employments of one person the same one in PowerOffice. */
export interface EmploymentKey {
  readonly startDate: CalendarDate;
  readonly professionCode: string;
}

/** Which PowerOffice employment a source employment is, and the key the source had when that was settled. */
export interface EmploymentLink extends EmploymentKey {
  readonly id: number;
}

/** What becomes of one source employment. */
export type EmploymentMatch =
  | {
      readonly kind: 'existing';
      readonly desired: DesiredEmployment;
      readonly existing: PayrollEmployment;
      /** StartDate and ProfessionCode are kept equal too; false while a changed key is held. */
      readonly keyFollows: boolean;
      readonly link: EmploymentLink;
    }
  | { readonly kind: 'create'; readonly desired: DesiredEmployment }
  /** Ended, unknown to payroll, and the option says not to create it. */
  | { readonly kind: 'leave'; readonly desired: DesiredEmployment }
  | { readonly kind: 'ambiguous'; readonly desired: DesiredEmployment };

/**
 * Finds each source employment in PowerOffice, after row 32 of the mapping: stored link, then
 * ReportingId, then StartDate and ProfessionCode. No PowerOffice employment is taken twice, and nothing is written
 * that would give a person two employments with one key.
 *
 * Decided where the table is silent:
 * - Where a changed key creates, a ReportingId on an employment with another key yields to an employment that has the
 *   very key: the former is what an earlier change of key left behind.
 * - A link, or a ReportingId, whose key is no longer the source's is a changed key: `onEmploymentKeyChange` decides.
 * - An employment ended already that `createEndedEmployments` forbids to create has its changed key held, so that its
 *   end still reaches payroll.
 * - Two source employments with one key: the one already in PowerOffice, else the main one, else the lower id is
 *   written; the other is ambiguous until HR tells them apart.
 *
 * @param desired in order of precedence
 * @returns one match each, in the same order
 */
export const matchEmployments = (
  desired: readonly DesiredEmployment[],
  existing: readonly PayrollEmployment[],
  links: Readonly<Record<string, EmploymentLink>>,
  settings: MappingSettings,
  today: CalendarDate,
): { matches: EmploymentMatch[]; problems: Problem[] } => {
  const settled = new Map<string, EmploymentMatch>();
  const problems = new Map<string, Problem>();
  const taken = new Set<number>();

  /** A held key is remembered as it was, so that the warning lasts until somebody decides. */
  const take = (wanted: DesiredEmployment, found: PayrollEmployment, heldKey?: EmploymentKey): void => {
    taken.add(found.id);
    const { startDate, professionCode } = heldKey ?? wanted;
    settled.set(wanted.sourceId, {
      kind: 'existing',
      desired: wanted,
      existing: found,
      keyFollows: heldKey === undefined,
      link: { id: found.id, startDate, professionCode },
    });
  };
  const refuse = (wanted: DesiredEmployment, detail: string): void => {
    settled.set(wanted.sourceId, { kind: 'ambiguous', desired: wanted });
    problems.set(wanted.sourceId, problem('EMPLOYMENT_AMBIGUOUS', detail));
  };
  /** Takes the only hit. Several are left to nobody: what one of them is must not depend on who else looks for it. */
  const takeOnly = (wanted: DesiredEmployment, hits: readonly PayrollEmployment[]): void => {
    const [first, second] = hits;
    if (first === undefined) return;
    if (second === undefined) {
      take(wanted, first);
      return;
    }
    for (const { id } of hits) taken.add(id);
    const ids = hits.map(({ id }) => id).join(', ');
    refuse(wanted, `${named(wanted)} fits several employments in PowerOffice (ids ${ids}).`);
  };
  const modeOf = (wanted: DesiredEmployment): MappingSettings['onEmploymentKeyChange'] =>
    settings.onEmploymentKeyChange === 'create' && isEnded(wanted, today) && !settings.createEndedEmployments
      ? 'hold'
      : settings.onEmploymentKeyChange;
  const changeKey = (wanted: DesiredEmployment, found: PayrollEmployment, oldKey: EmploymentKey): void => {
    const mode = modeOf(wanted);
    // The link tells the last key; a ReportingId may still sit on an employment from before that.
    if (!problems.has(wanted.sourceId)) {
      problems.set(wanted.sourceId, problem('EMPLOYMENT_KEY_CHANGED', keyChange(oldKey, wanted, mode)));
    }
    if (mode !== 'create') take(wanted, found, mode === 'hold' ? oldKey : undefined);
  };
  const open = (): DesiredEmployment[] => desired.filter(({ sourceId }) => !settled.has(sourceId));
  const free = (): PayrollEmployment[] => existing.filter(({ id }) => !taken.has(id));
  const takeByReportingId = (wanted: DesiredEmployment): void => {
    const hits = free().filter(({ reportingId }) => reportingId === wanted.sourceId);
    const [found] = hits;
    if (found === undefined || hits.length > 1) takeOnly(wanted, hits);
    else changeKey(wanted, found, keyOf(found, wanted));
  };

  // The stored link.
  for (const wanted of desired) {
    const link = Object.hasOwn(links, wanted.sourceId) ? links[wanted.sourceId] : undefined;
    const found = free().find(({ id }) => id === link?.id);
    if (link === undefined || found === undefined) continue;
    if (hasKey(link, wanted) || hasKey(found, wanted)) take(wanted, found);
    else changeKey(wanted, found, link);
  }
  // The ReportingId; where a changed key does not create, whatever key the employment has.
  for (const wanted of open()) {
    takeOnly(
      wanted,
      free().filter((found) => found.reportingId === wanted.sourceId && mayHaveKey(found, wanted)),
    );
  }
  for (const wanted of open().filter((candidate) => modeOf(candidate) !== 'create')) takeByReportingId(wanted);
  // Start and code.
  for (const wanted of open()) {
    takeOnly(
      wanted,
      free().filter((found) => hasKey(found, wanted)),
    );
  }
  // What is left has no employment with its key. A ReportingId tells which one it had under another key.
  for (const wanted of open()) takeByReportingId(wanted);
  for (const wanted of open()) {
    const leave = isEnded(wanted, today) && !settings.createEndedEmployments;
    settled.set(wanted.sourceId, { kind: leave ? 'leave' : 'create', desired: wanted });
  }
  for (let rival = lastRival(matchesOf(desired, settled), existing); rival !== null;) {
    const { startDate, professionCode } = rival;
    refuse(
      rival,
      `Another employment of this person has the same start ${startDate} and occupational code ${professionCode}; PowerOffice keeps one for both.`,
    );
    rival = lastRival(matchesOf(desired, settled), existing);
  }
  return {
    matches: matchesOf(desired, settled),
    problems: desired.flatMap(({ sourceId }) => problems.get(sourceId) ?? []),
  };
};

/** Known to be over before today. */
export const isEnded = ({ endDate }: { readonly endDate?: CalendarDate | null }, today: CalendarDate): boolean =>
  endDate !== undefined && endDate !== null && endDate < today;

type PayrollKey = Pick<PayrollEmployment, 'startDate' | 'professionCode'>;

const hasKey = (one: PayrollKey, { startDate, professionCode }: EmploymentKey): boolean =>
  one.startDate === startDate && one.professionCode === professionCode;

/** What payroll has not filled in contradicts nothing. */
const mayHaveKey = (one: PayrollKey, { startDate, professionCode }: EmploymentKey): boolean =>
  (one.startDate ?? startDate) === startDate && (one.professionCode ?? professionCode) === professionCode;

const keyOf = (one: PayrollKey, fallback: EmploymentKey): EmploymentKey => ({
  startDate: one.startDate ?? fallback.startDate,
  professionCode: one.professionCode ?? fallback.professionCode,
});

const matchesOf = (
  desired: readonly DesiredEmployment[],
  settled: ReadonlyMap<string, EmploymentMatch>,
): EmploymentMatch[] => desired.flatMap(({ sourceId }) => settled.get(sourceId) ?? []);

/**
 * The last in precedence whose key would be written although another employment of the person has it then; null when
 * there is none. Employments that share a key already and are not given it now are left alone.
 */
const lastRival = (
  matches: readonly EmploymentMatch[],
  existing: readonly PayrollEmployment[],
): DesiredEmployment | null => {
  const follows = matches.filter((match) => match.kind === 'existing' && match.keyFollows);
  const untouched = existing.filter(
    ({ id }) => !follows.some((match) => match.kind === 'existing' && match.existing.id === id),
  );
  const creates = matches.filter(({ kind }) => kind === 'create');
  const keys: readonly PayrollKey[] = [...untouched, ...[...follows, ...creates].map(({ desired }) => desired)];
  const rival = matches.findLast(
    (match) =>
      (match.kind === 'create' ||
        (match.kind === 'existing' && match.keyFollows && !hasKey(match.existing, match.desired))) &&
      keys.filter((key) => hasKey(key, match.desired)).length > 1,
  );
  return rival?.desired ?? null;
};

const named = ({ startDate, professionCode }: EmploymentKey): string =>
  `The employment from ${startDate} with occupational code ${professionCode}`;

const KEY_CHANGE_DONE = {
  create: 'it became a second employment in PowerOffice.',
  update: 'the employment in PowerOffice follows.',
  hold: 'start and code in PowerOffice were left as they are.',
} as const satisfies Record<MappingSettings['onEmploymentKeyChange'], string>;

const keyChange = (
  oldKey: EmploymentKey,
  { startDate, professionCode }: EmploymentKey,
  mode: MappingSettings['onEmploymentKeyChange'],
): string => `${named(oldKey)} now starts ${startDate} with code ${professionCode}; ${KEY_CHANGE_DONE[mode]}`;
