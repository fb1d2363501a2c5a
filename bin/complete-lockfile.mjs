// Completes package-lock.json after any `npm install`: `npm run lock`.
//
// npm leaves out builds for platforms that it did not install for, and npm 11 then refuses to install from the lockfile
// on every platform. They are added here, and every entry gets the checksum that the registry has for it: without one,
// npm would take whatever it is sent. Download addresses are taken out, so that any registry serves.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

/** How many questions the registry is asked at a time. */
const CONCURRENCY = 4;

const OPERATING_SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

const file = path.join(import.meta.dirname, '../package-lock.json');
const lockfile = JSON.parse(readFileSync(file, 'utf8'));
const { packages } = lockfile;

/** Where a package may lie for another one to find it: inside it, or inside any package around it. */
const placesFor = (place, name) => {
  const around = place.split('/node_modules/');
  const outer = around.map((_, count) => around.slice(0, count + 1).join('/node_modules/'));
  return [`node_modules/${name}`, ...outer.map((folder) => `${folder}/node_modules/${name}`)];
};

/** What the name of a build says about the platform it is for. */
const platformOf = (name) => {
  const words = name.split(/[-/]/u);
  const os = words.find((word) => OPERATING_SYSTEMS.includes(word));
  const cpu = words.find((word) => PROCESSORS.includes(word));
  if (os === undefined || cpu === undefined) throw new Error(`${name}: for which platform is it?`);
  const libc = os !== 'linux' ? undefined : /musl/u.test(name) ? 'musl' : /gnu/u.test(name) ? 'glibc' : undefined;
  return { os: [os], cpu: [cpu], ...(libc !== undefined && { libc: [libc] }) };
};

let added = 0;
for (const [place, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (placesFor(place, name).some((key) => packages[key] !== undefined)) continue;
    packages[`node_modules/${name}`] = { version, ...(dev && { dev }), optional: true, ...platformOf(name) };
    added += 1;
  }
}

/** The checksum of a package in the registry that npm is set to, or nothing when it has none. */
const askForIntegrity = async (name, version) => {
  const npm = process.env['npm_execpath'];
  if (npm === undefined) throw new Error('The registry is asked through npm: run this with "npm run lock".');
  const question = ['view', `${name}@${version}`, 'dist.integrity', '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, [npm, ...question]).catch(() => ({ stdout: '' }));
  return stdout.trim() === '' ? undefined : JSON.parse(stdout);
};

for (const entry of Object.values(packages)) delete entry.resolved;
// A package inside another one's archive (inBundle) is covered by that one's checksum; the first entry is this project.
const open = Object.entries(packages).filter(
  ([place, { integrity, inBundle, link }]) => place !== '' && integrity === undefined && !inBundle && !link,
);
const hashed = open.length;
const unknown = [];
const work = async () => {
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [place, entry] = next;
    const name = entry.name ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const integrity = await askForIntegrity(name, entry.version);
    if (integrity === undefined) unknown.push(`${name}@${entry.version}`);
    else packages[place] = { ...entry, integrity };
  }
};
await Promise.all(Array.from({ length: CONCURRENCY }, work));

const inNpmsOrder = ({ name, version, integrity, ...rest }) => ({
  ...(name !== undefined && { name }),
  ...(version !== undefined && { version }),
  ...(integrity !== undefined && { integrity }),
  ...rest,
});
lockfile.packages = Object.fromEntries(
  Object.entries(packages)
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([place, entry]) => [place, place === '' ? entry : inNpmsOrder(entry)]),
);
writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`);
process.stdout.write(`package-lock.json: ${added} builds added, ${hashed - unknown.length} checksums added\n`);
if (unknown.length > 0) {
  process.stderr.write(`The registry has no checksum for ${unknown.join(', ')}: choose versions that it has.\n`);
  process.exitCode = 1;
}
