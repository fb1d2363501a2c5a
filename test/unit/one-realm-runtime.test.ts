import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const HARNESS = join(import.meta.dirname, '..', 'harness', 'one-realm-runtime.cjs');

test('What stands in test/ is loaded anew each time that a test file is run, be it the same file in one process', async () => {
  const module = JSON.stringify(join(import.meta.dirname, '..', 'builders', 'branded.ts'));
  const program = `
    const Runtime = require(${JSON.stringify(HARNESS)});
    const load = (testFile) => new Runtime(...Array(6), testFile).unstable_importModule(${module});
    const loadAll = async () => [await load('one.test.ts'), await load('one.test.ts'), await load('other.test.ts')];
    void loadAll().then((loaded) => console.log(new Set(loaded).size));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=commonjs', '--eval', program]);
  expect(stdout.trim()).toBe('3');
});
