import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  /** Inside the archive of the package that it belongs to, whose checksum covers it. */
  readonly inBundle?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const read = (file: string): any => JSON.parse(readFileSync(path.join(import.meta.dirname, '../..', file), 'utf8'));
const packages: Record<string, Locked> = read('package-lock.json').packages;

/** Whether a package is found from another one's place: inside it, or inside any package around it. */
const isLocked = (place: string, name: string): boolean => {
  const around = place.split('/node_modules/');
  const places = around.map((_, count) => around.slice(0, count + 1).join('/node_modules/'));
  return [`node_modules/${name}`, ...places.map((outer) => `${outer}/node_modules/${name}`)].some(
    (key) => packages[key] !== undefined,
  );
};

test("Every platform's builds are locked: without one, npm 11 refuses to install on any platform", () => {
  const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked(place, name)),
  );
  // What is missing is added by: npm run lock
  expect(missing).toEqual([]);
});

test('No download address is locked: packages come from whichever registry npm is set to', () => {
  expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
});

test('Every package has a checksum, on every platform: npm takes nothing else for it', () => {
  const unchecked = Object.entries(packages).filter(
    ([place, { integrity = '', inBundle = false }]) =>
      place !== '' && !inBundle && !/^sha512-[\w+/]{86}==$/u.test(integrity),
  );
  // What is missing is added by: npm run lock
  expect(unchecked.map(([place]) => place)).toEqual([]);
});

test('Every dependency of ours is an exact version', () => {
  const { dependencies, devDependencies, optionalDependencies } = read('package.json');
  for (const version of Object.values({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/u);
  }
});
