/*
 * Lists the mapped fields that were changed in X-ledger by hand since a run last wrote or confirmed them, and what the next
 * run does with each. The bases tell: a field that X-ledger no longer has as its base says was changed there. X-ledger's
 * list of everybody is compared; only where somebody has such a field, Simployer is read, and they are planned as a run
 * would plan them. For example, payroll has typed another phone number for Kari: `phone` will be overwritten.
 */
import type { DriftAnswer, DriftRow } from '../../../people/inspect/drift.ts';
import { findRemembered } from '../../../people/find-remembered.ts';
import { baseFieldOf } from '../../../people/intended-change.ts';
import { takePageOfDrift } from '../../../people/inspect/page-of-drift.ts';
import type { DriftRequest } from '../../../people/inspect/page-of-drift.ts';
import { mayLag } from '../../../people/may-lag.ts';
import { excludedBy } from '../../../people/scope.ts';
import { confirmedAt } from '../../../records/link.ts';
import type { Base } from '../../../records/link.ts';
import { employeeLabel } from '../../../records/values/shown-value.ts';
import { readSourceSnapshot } from '../../../vendors/simployer/read-source-snapshot.ts';
import type { SourceSnapshot } from '../../../vendors/simployer/read-source-snapshot.ts';
import type { XledgerCompanyPair } from '../connection.ts';
import type { MatchedPerson } from '../match/match-people.ts';
import { KEPT_FIELDS } from '../plan/diff.ts';
import type { TargetSnapshot } from '../read-target.ts';
import { isBaseOf, recordLeft } from '../remember-record.ts';
import { reportCalls } from '../report.ts';
import { HIDDEN_FIELDS } from '../rules/mapping-row.ts';
import type { RememberedXledgerRecord, XledgerEmployeeState } from '../state.ts';
import { WITHOUT_PAY } from '../without-pay.ts';
import { matchEverybody, planPerson, readTargetAsItIs, recognisePair } from './look.ts';
import type { LookDependencies } from './look.ts';

/** Somebody whose record has a base that can be compared. */
type Comparable = XledgerEmployeeState & { readonly record: RememberedXledgerRecord & { readonly base: Base } };

/**
 * What was changed in X-ledger by hand. Nothing is written or remembered.
 * @throws VendorError, RunAbortedError for what would end a run as well
 */
export const listXledgerDrift = async (
  { asked, ...page }: DriftRequest,
  dependencies: LookDependencies,
): Promise<DriftAnswer> => {
  const { employees, simployer, settings, clock, digest, takeApiCalls } = dependencies;
  takeApiCalls();
  const remembered = await employees.all();
  const found = asked === null ? null : findRemembered(asked, remembered);
  if (found !== null && found.kind !== 'found') return found;
  const [companies, target] = await Promise.all([simployer.company(), readTargetAsItIs(dependencies)]);
  const states = new Map(remembered.map((state) => [state.sourceId, state]));
  const named = companies.map(({ id, name, orgNumber }) => ({ id, name, organisationNumber: orgNumber }));
  const connection: XledgerCompanyPair = await recognisePair(states, { companies: named }, target, dependencies);

  const linked = remembered.filter(({ record }) => record !== null);
  const comparable = linked.filter(
    (state): state is Comparable => state.record !== null && isBaseOf(state.record.base, state.record.id, digest),
  );
  const records = new Map(target.records.map((record) => [record.id, record]));
  const leftIn = (state: Comparable): readonly string[] => {
    const held = records.get(state.record.id);
    // A list that does not show yet what the sync itself has written tells nothing.
    if (held === undefined || mayLag(state, settings.replicaLagInSeconds, clock)) return [];
    return recordLeft(state.record.base, held, digest);
  };
  const suspects = comparable
    .filter(({ sourceId }) => found === null || sourceId === found.sourceId)
    .filter((state) => leftIn(state).length > 0);
  const readWritten = createWrittenFields(states, target, dependencies);
  const { fields, last } = await takePageOfDrift(
    suspects,
    page,
    async (state) => toRows(state, leftIn(state), await readWritten(state.sourceId)),
    clock,
  );
  return {
    kind: 'listed',
    drift: {
      connection,
      fields,
      totals: { compared: comparable.length, withoutBase: linked.length - comparable.length },
      notCompared: HIDDEN_FIELDS,
      apiCalls: reportCalls(takeApiCalls()),
    },
    last,
  };
};

/** What a run would write for somebody, by `baseFieldOf`; everybody in Simployer is read when it is first asked. */
const createWrittenFields = (
  states: ReadonlyMap<string, XledgerEmployeeState>,
  target: TargetSnapshot,
  dependencies: LookDependencies,
) => {
  const { simployer, settings } = dependencies;
  let reading: Promise<{ readonly source: SourceSnapshot; readonly people: readonly MatchedPerson[] }> | null = null;
  const readPeople = async () => {
    const source = await readSourceSnapshot(simployer, new Map(), WITHOUT_PAY);
    return { source, people: await matchEverybody(source.employees, states, target, dependencies) };
  };
  return async (sourceId: string): Promise<ReadonlySet<string>> => {
    reading ??= readPeople();
    const { source, people } = await reading;
    const person = people.find((one) => one.source.id === sourceId);
    if (person === undefined || excludedBy(person.source, settings.scope, source).length > 0) return new Set();
    const { differences } = await planPerson(person, target, dependencies);
    return new Set(differences.flatMap(({ base }) => base ?? []));
  };
};

const toRows = (
  { sourceId, employeeNumber, syncedAt, record }: Comparable,
  left: readonly string[],
  written: ReadonlySet<string>,
): readonly DriftRow[] =>
  left.map((field, index) => {
    const lastSyncedAt = confirmedAt(record.base, field, syncedAt);
    return {
      position: { sourceId, index },
      field: {
        employeeNumber: employeeLabel(employeeNumber),
        simployerEmployeeId: sourceId,
        entity: KEPT_FIELDS.find((kept) => kept.field === field)?.entity ?? 'employee',
        field,
        lastSyncedAt: lastSyncedAt === null ? null : new Date(lastSyncedAt).toISOString(),
        willBe: written.has(baseFieldOf(null, field)) ? 'overwritten' : 'kept',
      },
    };
  });
