import * as z from 'zod';
import type { EndedRun, Run } from '../state/run.ts';
import { runIdSchema } from './start-message.ts';

/** Asks that people are told what a run means for them; whoever tells of a run's end puts it on the queue of mails. */
export const mailRequestSchema = z.strictObject({ tellOf: runIdSchema });
export type MailRequest = z.output<typeof mailRequestSchema>;

/** Whether a run speaks for everybody: it could write, and neither it nor the plan that it carried out was for some. */
export const isForEverybody = ({ mode, employees, applies }: Run): boolean =>
  mode === 'apply' && employees === null && applies?.isForSome !== true;

/** Whether somebody had asked for a run for everybody, and has to approve the plan that it became. */
export const waitsForApproval = ({ plan, employees, abort }: EndedRun): boolean =>
  plan?.isGated === true && employees === null && abort === null;

/** Whether there may be something in a run that people are to be told by mail. */
export const concernsPeople = (run: EndedRun): boolean =>
  waitsForApproval(run) || (isForEverybody(run) && run.abort === null);
