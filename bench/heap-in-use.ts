import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');
const isCollector = (value: unknown): value is () => void => typeof value === 'function';

/**
 * Bytes of this process's heap that something still refers to. Collecting everything also makes the engine forget
 * compiled code: never between two measurements of time.
 */
export const heapInUse = (): number => {
  if (!isCollector(collectGarbage)) throw new Error('This Node has no garbage collection by hand.');
  collectGarbage();
  return process.memoryUsage().heapUsed;
};
