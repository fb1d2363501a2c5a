import type { CrashPoint } from '../../local/simulation/simulated-process.ts';

/** What nobody else sees. */
const READS = /^(?:get|query|GET) /;

/** The moments at which a process may die, as a run without a death passes them. */
export interface CrashMoments {
  /** For the faults of that run's world: kills nobody. */
  readonly crash: (point: CrashPoint) => boolean;
  /** The index of every so manieth crash point. */
  readonly every: (step: number) => readonly number[];
  /**
   * The same without those that repeat another: wherever a process dies between two things that it does and others see or
   * are told, it leaves the same. What it only read goes with it, and what it began takes place without it.
   */
  readonly distinct: (step?: number) => readonly number[];
}

/** @param written counts what is written without a crash point, such as the words of a list */
export const watchCrashMoments = (written: () => number = () => 0): CrashMoments => {
  const points: number[] = [];
  /** Crash point -> which process may die there, and how much it has begun. */
  const states: string[] = [];
  const begun = new Map<string, number>();
  const every = (step: number): readonly number[] => points.filter((_index, passed) => passed % step === 0);
  return {
    crash: ({ index, process, operation, moment, told }) => {
      const count = begun.get(process) ?? 0;
      points.push(index);
      states[index] = `${process} ${count} ${told} ${written()}`;
      if (moment === 'before' && !READS.test(operation)) begun.set(process, count + 1);
      return false;
    },
    every,
    distinct: (step = 1) => [...new Map(every(step).map((index) => [states[index], index])).values()],
  };
};
