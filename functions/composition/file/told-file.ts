import * as z from 'zod';
import { FILE_ABORTS } from '../../../shared/flows/time-off-to-file/aborts.ts';
import { describeFileAbort } from '../../../shared/flows/time-off-to-file/describe-abort.ts';
import { TIME_OFF_TO_FILE } from '../../../shared/flows/time-off-to-file/facts.ts';
import { describeLeaveProblem } from '../../../shared/time-off/describe-leave-problem.ts';
import type { ToldFlow } from '../told-flow.ts';

const connectionSchema = z.object({ simployer: z.object({ name: z.string() }) });

/** The file of absence, which goes to people who import it in X-ledger. */
export const OF_FILE: ToldFlow = {
  name: TIME_OFF_TO_FILE.name,
  target: 'a file for X-ledger',
  records: 'leaves',
  describeProblem: describeLeaveProblem,
  describeAbort: describeFileAbort,
  aborts: FILE_ABORTS,
  describeConnection: (connection) => {
    const known = connectionSchema.safeParse(connection).data;
    return known === undefined ? null : `${known.simployer.name} (Simployer) -> a file for X-ledger`;
  },
};
