import { todayInOslo } from '../../../records/values/calendar-date.ts';
import type { Clock } from '../../../http/clock.ts';
import { toCheckDocument } from '../../../people/inspect/check/check-document.ts';
import type { CheckDocument } from '../../../people/inspect/check/check-document.ts';
import { processChecks } from '../../../people/inspect/check/process-checks.ts';
import type { ProcessFacts } from '../../../people/inspect/check/process-checks.ts';
import { fine, warn } from '../../../people/inspect/check/rows.ts';
import type { Told } from '../../../people/inspect/check/rows.ts';
import { readPairOfLinked } from '../../../people/linked-pair.ts';
import type { ConnectionStore } from '../../../state/connection-store.ts';
import { isXledgerError } from '../../../vendors/xledger/errors.ts';
import { readXledgerCompanyPair, toXledgerConnection } from '../connection.ts';
import type { XledgerEmployeeStore } from '../employee-store.ts';
import { toRunAbort } from '../run-errors.ts';
import { readVendors } from './check/facts.ts';
import type { CheckFacts, ReadVendorsDependencies } from './check/facts.ts';
import { peopleChecks } from './check/people-checks.ts';
import { settingsChecks } from './check/settings-checks.ts';
import { vendorChecks } from './check/vendor-checks.ts';

export interface CheckDependencies extends ReadVendorsDependencies, Pick<ProcessFacts, 'schedule' | 'mailAddresses'> {
  readonly employees: Pick<XledgerEmployeeStore, 'all'>;
  readonly connections: Pick<ConnectionStore, 'get'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Asked once both vendors have answered. */
  readonly observed: () => Pick<ProcessFacts, 'clocks' | 'throttled'>;
}

/** Looks at everything that a run needs, and writes nothing. What does not answer is a row, and keeps no other back. */
export const checkEverything = async (dependencies: CheckDependencies): Promise<CheckDocument> => {
  const { employees, connections, settings, clock, observed, schedule, mailAddresses } = dependencies;
  const states = new Map((await employees.all()).map((state) => [state.sourceId, state]));
  const linkedFor = await readPairOfLinked(states, connections, readXledgerCompanyPair);
  const vendors = await readVendors(dependencies);
  const facts: CheckFacts = {
    ...vendors,
    ...observed(),
    linkedFor,
    settings,
    today: todayInOslo(clock.now()),
    schedule,
    mailAddresses,
  };
  const { source, probe } = facts;
  return toCheckDocument(
    source.known && probe.known ? toXledgerConnection(source.value.companies, probe.value, linkedFor) : null,
    [
      ...vendorChecks(facts),
      ...peopleChecks(facts),
      ...settingsChecks(facts),
      ...processChecks(facts, checkBudget(facts)),
    ],
  );
};

const checkBudget = ({ throttled, probe, records, lists }: CheckFacts): Told => {
  const usedUp = [probe, records, lists].flatMap((one) =>
    !one.known && isXledgerError(one.error, 'creditsUsedUp') ? [one.error] : [],
  )[0];
  if (usedUp !== undefined)
    return {
      state: 'fail',
      found: `CREDITS_USED_UP: ${toRunAbort(usedUp)?.message ?? usedUp.summary}`,
      todo: 'Nothing to do but wait. If it happens often: IT asks who else uses the token, and X-ledger for more credits.',
    };
  if (throttled > 0)
    return warn(
      `X-ledger answered ${throttled} times that there were too many requests: somebody else uses the token.`,
      'IT: find out who; lower xledger.maxRequestsPerFiveSeconds for their part, or make a token of your own.',
    );
  return probe.known
    ? fine('Nobody else uses up the requests of the token.')
    : warn('Not looked at.', 'Mend what is red first, then check again.');
};
