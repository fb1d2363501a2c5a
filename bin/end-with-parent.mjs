import { readFileSync } from 'node:fs';

const CHECK_IN_MILLIS = 500;

/** The parent of a process; null where the system does not tell. */
const parentOf = (pid) => {
  try {
    // Field 4 of /proc/PID/stat; the second field may hold blanks and ends with the last bracket.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
  } catch {
    return null;
  }
};

/** npm runs a script through a shell: both stand between the person and the program. */
const ancestors = () =>
  [String(process.ppid), process.env['npm_lifecycle_event'] === undefined ? null : parentOf(process.ppid)].join();

/**
 * Calls `end` when whoever started this process is killed: nobody waits for its result any more, and a run that
 * went on unseen would hold its data folder against the next one.
 */
export const endWithParent = (end) => {
  const before = ancestors();
  setInterval(() => {
    if (ancestors() !== before) end();
  }, CHECK_IN_MILLIS).unref();
};
