const { mkdtempSync, realpathSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/** Before all tests: gives them and what they start a temp folder of their own, which shows what they leave in it. */
module.exports = () => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'tests-'));
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder;
};
