const { mkdtempSync, realpathSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/** Gives all tests and what they start a temp folder of their own, which shows what they leave in it. */
const makeTempFolder = () => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'tests-'));
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder;
};

/** Synthesises the app that the end-to-end tests start: many of them want it at the same time, and would all do it. */
const synthesiseOnce = async () => {
  const { projectAssembly } = await import('../../local/cli/project-assembly.ts');
  await projectAssembly();
};

/** Before all tests. */
module.exports = async ({ testPathPatterns: { patterns } }) => {
  makeTempFolder();
  if (patterns.length === 0 || patterns.some((pattern) => pattern.includes('e2e'))) await synthesiseOnce();
};
