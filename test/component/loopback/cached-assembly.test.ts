import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cachedAssembly } from '../../../local/loopback/cached-assembly.ts';
import { contentHash } from '../../../local/loopback/content-hash.ts';

let projectFolder: string;
let syntheses: number;

beforeEach(async () => {
  projectFolder = await mkdtemp(join(tmpdir(), 'project-'));
  syntheses = 0;
  await mkdir(join(projectFolder, 'shared', 'deep'), { recursive: true });
  await write('shared/deep/rule.ts', 'one');
  await write('package-lock.json', '{}');
});

afterEach(() => rm(projectFolder, { recursive: true }));

const write = (file: string, content: string) => writeFile(join(projectFolder, file), content);

const synthesise = async (outdir: string) => {
  syntheses += 1;
  await writeFile(join(outdir, 'manifest.json'), `synthesis ${syntheses}`);
};

const optionsFor = (write: typeof synthesise) => ({
  projectFolder,
  sources: ['shared', 'package-lock.json'],
  cacheFolder: join(projectFolder, 'cache'),
  synthesise: write,
});

const synthesised = () => cachedAssembly(optionsFor(synthesise));

const cached = () => readdir(join(projectFolder, 'cache'));

test('The same sources are synthesised once', async () => {
  const first = await synthesised();
  expect(await synthesised()).toBe(first);
  expect(syntheses).toBe(1);
  expect(await readFile(join(first, 'manifest.json'), 'utf8')).toBe('synthesis 1');
});

test.each([
  ['a changed file', 'shared/deep/rule.ts'],
  ['a new file', 'shared/deep/other.ts'],
  ['another version of a package', 'package-lock.json'],
])('%s is synthesised anew', async (_, file) => {
  const first = await synthesised();
  await write(file, 'two');
  expect(await synthesised()).not.toBe(first);
  expect(syntheses).toBe(2);
});

test('What is not part of the app changes nothing', async () => {
  const first = await synthesised();
  await write('README.md', 'two');
  expect(await synthesised()).toBe(first);
});

test('A synthesis that fails leaves nothing behind, and the next one starts over', async () => {
  const broken = async (outdir: string) => {
    await synthesise(outdir);
    throw new Error('Broken on purpose');
  };
  await expect(cachedAssembly(optionsFor(broken))).rejects.toThrow('Broken on purpose');
  expect(await cached()).toEqual([]);
  expect(await readFile(join(await synthesised(), 'manifest.json'), 'utf8')).toBe('synthesis 2');
});

test('Several that synthesise at once end with one assembly', async () => {
  const folders = await Promise.all([synthesised(), synthesised(), synthesised()]);
  expect(new Set(folders).size).toBe(1);
  expect(await cached()).toHaveLength(1);
});

test('Old assemblies are removed, the latest ones kept', async () => {
  for (const version of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) {
    await write('shared/deep/rule.ts', version);
    await synthesised();
  }
  expect(await cached()).toHaveLength(5);
  await synthesised();
  expect(syntheses).toBe(7);
});

test('A file that moves or a border between two files that shifts changes the hash', async () => {
  const hash = () => contentHash(projectFolder, ['shared']);
  await write('shared/a', 'xy');
  await write('shared/b', 'z');
  const first = hash();
  await write('shared/a', 'x');
  await write('shared/b', 'yz');
  const second = hash();
  await rm(join(projectFolder, 'shared', 'b'));
  await write('shared/c', 'yz');
  expect(new Set([first, second, hash()]).size).toBe(3);
});
