import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { createTempFolder } from '../../builders/temp-folder.ts';

const LAUNCHER = join(import.meta.dirname, '../../../bin/node24.mjs');

/** Says what a program that imports Node's HTTP was given, and what Node loaded for it. */
const PROGRAM = `
  import { createServer } from 'node:http';
  process.stdout.write(JSON.stringify({
    argv: process.argv.slice(1),
    isServer: typeof createServer === 'function',
    loaded: process.moduleLoadList,
  }));`;

const saidSchema = z.object({ argv: z.array(z.string()), isServer: z.boolean(), loaded: z.array(z.string()) });

const launch = async () => {
  const program = join(await createTempFolder('launcher-'), 'program.mjs');
  await writeFile(program, PROGRAM);
  const { stdout } = await promisify(execFile)(process.execPath, [LAUNCHER, program, '--json', 'word']);
  return { program, said: saidSchema.parse(JSON.parse(stdout)) };
};

test('A program gets its own words', async () => {
  const { program, said } = await launch();
  expect(said.argv).toEqual([program, '--json', 'word']);
});

test('A program that imports HTTP does not make Node load its web client', async () => {
  const { said } = await launch();
  expect(said.isServer).toBe(true);
  expect(said.loaded.filter((name) => name.includes('undici'))).toEqual([]);
});
