import { LEAVE_ABORTS } from '../../../shared/flows/leaves-to-poweroffice/aborts.ts';
import { describeLeaveAbort } from '../../../shared/flows/leaves-to-poweroffice/describe-abort.ts';
import { describeLeaveProblem } from '../../../shared/time-off/describe-leave-problem.ts';
import { LEAVES_TO_POWEROFFICE } from '../../../shared/flows/leaves-to-poweroffice/facts.ts';
import { TO_POWEROFFICE } from '../told-flow.ts';
import type { ToldFlow } from '../told-flow.ts';

/** Leaves to PowerOffice, of the same two companies as the employees whose they are. */
export const OF_LEAVES: ToldFlow = {
  ...TO_POWEROFFICE,
  name: LEAVES_TO_POWEROFFICE.name,
  records: 'leaves',
  describeProblem: describeLeaveProblem,
  describeAbort: describeLeaveAbort,
  aborts: LEAVE_ABORTS,
};
