import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { LocalSync } from '../../local/cli/local-sync.ts';

/** Whether it can be told here which process is which function. */
export const hasProc = existsSync('/proc/self/environ');

/** Beside the name of a test that needs `hasProc`. */
export const SKIPPED = hasProc ? '' : ' (skipped: needs /proc)';

const readOrEmpty = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The process has ended since.
    return '';
  }
};

/** The processes of a function that this process has started for a sync. @param name as the template has it: `SyncEmployee` */
export const processesOf = ({ runtime }: LocalSync, name: string): number[] =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => readOrEmpty(`/proc/${pid}/stat`).split(') ')[1]?.split(' ')[1] === String(process.pid))
    .filter((pid) => {
      const environment = readOrEmpty(`/proc/${pid}/environ`).split('\0');
      const own = environment.find((variable) => variable.startsWith('AWS_LAMBDA_FUNCTION_NAME='));
      return (
        own?.includes(`${name}Function`) === true &&
        environment.includes(`AWS_ENDPOINT_URL_SQS=${runtime.endpoints.sqs}`)
      );
    })
    .map(Number);

/**
 * When the worker of a write goes down: so that the request never arrives, or so that it is carried out and nobody is
 * there for its answer, or while the answer is being worked on.
 */
type Moment = 'before' | 'during' | 'after';

/** The demo vendors take 20 ms at the most for a write. */
const ANSWERED_AFTER_MILLIS = 30;

/** What the writes are at which processes go down, one after the other, and when. */
export type StrikePlan<Write> = readonly (readonly [is: (write: Write) => boolean, moment: Moment])[];

interface Strikes<Write> {
  /** The moments at which there was somebody to kill: in the end, those of the plan. */
  readonly killed: readonly Moment[];
  /** Told of each write that arrives, takes its worker down if it is its turn. @returns whether it gets lost */
  readonly strike: (write: Write) => boolean;
}

/** Takes the processes of a function down, each time at the next write that the plan means. */
export const strikesAt = <Write>(plan: StrikePlan<Write>, sync: LocalSync, name: string): Strikes<Write> => {
  const killed: Moment[] = [];
  const toCome = [...plan];
  let isDue = false;
  /** One that is killed may show for a moment longer, and what it had sent may arrive in that moment. */
  const victims = new Set<number>();
  const alive = (): readonly number[] => processesOf(sync, name).filter((pid) => !victims.has(pid));
  const kill = (moment: Moment): void => {
    isDue = false;
    const those = alive();
    for (const victim of those) {
      victims.add(victim);
      // As a machine that goes down ends them.
      process.kill(victim, 'SIGKILL');
    }
    if (those.length > 0) killed.push(moment);
  };
  return {
    killed,
    strike: (write) => {
      const [[is, moment] = []] = toCome;
      if (is === undefined || moment === undefined || isDue || !is(write)) return false;
      // What a process had sent before it was killed is lost with it.
      if (alive().length === 0) return true;
      toCome.shift();
      if (moment === 'after') {
        isDue = true;
        setTimeout(() => kill(moment), ANSWERED_AFTER_MILLIS);
      } else kill(moment);
      return moment === 'before';
    },
  };
};

/** When the processes go down that a plan strikes. */
export const momentsOf = (plan: StrikePlan<never>): readonly Moment[] => plan.map(([, moment]) => moment);
