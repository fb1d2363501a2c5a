// Adds the builds for other platforms that npm left out of package-lock.json: `npm run lock`, after any `npm install`.
//
// npm omits a platform's build when the registry in use does not have it, and npm 11 then refuses to install from the
// lockfile on every platform. An entry without a checksum is enough: only that platform ever fetches it.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

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
lockfile.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`);
process.stdout.write(`${added} builds added to package-lock.json\n`);
