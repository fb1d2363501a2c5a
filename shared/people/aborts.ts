import type { AbortWords } from '../run/abort.ts';

/** Why a run of any flow of people is given up, and who mends it. */
export const PEOPLE_ABORTS = {
  SOURCE_INCOMPLETE: {
    summary: 'Simployer did not give everything that it counted.',
    hint: 'Nothing to do at first: the next run reads everything again. If it happens again, check the status of Simployer and, on a computer of your own, its network and proxy; then ask the support of Simployer.',
  },
  SOURCE_EMPTY: {
    summary: 'Simployer gave nobody, although people are linked.',
    hint: 'IT: check in Simployer that the token belongs to the right company and that its employees are there. Nothing was written.',
  },
} as const satisfies AbortWords;
