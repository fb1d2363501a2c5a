import { processChecks as sharedChecks } from '../../../../people/inspect/check/process-checks.ts';
import { fine, warn } from '../../../../people/inspect/check/rows.ts';
import type { Told } from '../../../../people/inspect/check/rows.ts';
import type { Check } from '../../../../records/check.ts';
import type { CheckFacts } from './facts.ts';

/** The checks of what runs need around them: time, a budget of requests, a schedule. */
export const processChecks = (facts: CheckFacts): readonly Check[] => [
  ...sharedChecks(facts, checkBudget(facts)),
  { id: 'hidden-fields', title: 'Hidden fields', ...HIDDEN_FIELDS },
];

const checkBudget = ({ throttled, integration }: CheckFacts): Told => {
  if (throttled > 0)
    return warn(
      `PowerOffice answered ${throttled} times that there were too many requests: somebody else uses the subscription key.`,
      'IT: find out who; lower pace.maxRequestsPerSecond for their part, or ask PowerOffice for a key of your own.',
    );
  return integration.known
    ? fine('Nobody else uses up the requests of the subscription key.')
    : warn('Not looked at.', 'Mend what is red first, then check again.');
};

const HIDDEN_FIELDS: Told = fine(
  'PowerOffice shows neither national id nor gender: they are written when a person is created, and never compared.',
);
