import type { Words } from '../records/words.ts';

/** Why a run of any flow of time off is given up, and who mends it. */
export const TIME_OFF_ABORTS = {
  CREDENTIALS_REFUSED: {
    summary: 'A vendor does not accept the keys.',
    hint: 'IT: store working keys with "npm run secrets", or on a computer of your own in .env. A Simployer access token dies when the user who created it is removed or loses the owner role.',
  },
  PLAN_FIRST: {
    summary: 'Absence is only ever sent by a plan that somebody has seen.',
    hint: 'Payroll: make a plan with "npm run sync -- plan --flow FLOW --from DATE --to DATE", look at it, and carry it out with "npm run sync -- apply ID --flow FLOW".',
  },
  PERIOD_MISSING: {
    summary: 'The plan has no period, or one that ends before it begins.',
    hint: 'Payroll: say from which day to which, as in "npm run sync -- plan --flow FLOW --from 2026-03-01 --to 2026-03-31".',
  },
  TARGET_UNVERIFIED: {
    summary: 'Absence is not written in X-ledger itself: nobody has seen how X-ledger takes it.',
    hint: 'Payroll: make a file for X-ledger with "--flow time-off-to-file" instead.',
  },
  SOURCE_INCOMPLETE: {
    summary: 'Simployer did not give everything that it counted.',
    hint: 'Nothing to do at first: the next plan reads everything again, and nothing counts as withdrawn. If it happens again, check the status of Simployer, then ask the support of Simployer.',
  },
  START_OUT_OF_TIME: {
    summary: 'Reading took longer than a start may take.',
    hint: 'Payroll: ask for a shorter period at a time. If there has always been time enough for such a period, a vendor was slow: start it again.',
  },
  SOURCE_EMPTY: {
    summary: 'Simployer gave no leave of the period, although some were sent.',
    hint: 'IT: check in Simployer that the token belongs to the right company and that its leaves are there. Nothing was written.',
  },
} as const satisfies Readonly<Record<string, Words>>;
