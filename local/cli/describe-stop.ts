import type { Run } from '../../shared/state/run.ts';
import { flowWords } from './flow-words.ts';
import type { Progress } from './progress.ts';

/** How far a run has come that somebody stopped, in the words of its flow. */
export const describeStop = ({ flow, mode }: Pick<Run, 'flow' | 'mode'>, { done, inScope }: Progress): string => {
  const written = mode === 'plan' ? 'a plan writes nothing' : 'what was written stands';
  return inScope === 0
    ? 'Stopped by Ctrl-C while both sides were being read.'
    : `Stopped by Ctrl-C after ${done} of ${inScope} ${flowWords(flow).telling.records}; ${written}.`;
};
