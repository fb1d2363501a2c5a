const { readdirSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { dirname } = require('node:path');
const { setTimeout: delay } = require('node:timers/promises');

const LOOKS = 50;
const BETWEEN_LOOKS_IN_MILLIS = 200;

/** After all tests: fails when one of them left anything in the temp folder. Whatever it was, it is removed. */
module.exports = async () => {
  const folder = tmpdir();
  // A process that was ended, on a busy machine, may not have cleaned up yet.
  for (let looks = 0; looks < LOOKS && readdirSync(folder).length > 0; looks += 1) await delay(BETWEEN_LOOKS_IN_MILLIS);
  const left = readdirSync(folder, { recursive: true });
  rmSync(folder, { recursive: true, maxRetries: 10 });
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = dirname(folder);
  if (left.length > 0) throw new Error(`The tests left this in the temp folder:\n${left.slice(0, 20).join('\n')}`);
};
