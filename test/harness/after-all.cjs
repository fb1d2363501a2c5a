const { readdirSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { dirname } = require('node:path');

/** After all tests: fails when one of them left anything in the temp folder. Whatever it was, it is removed. */
module.exports = () => {
  const folder = tmpdir();
  const left = readdirSync(folder, { recursive: true });
  rmSync(folder, { recursive: true });
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = dirname(folder);
  if (left.length > 0) throw new Error(`The tests left this in the temp folder:\n${left.slice(0, 20).join('\n')}`);
};
