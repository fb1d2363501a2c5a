/*
 * Makes of each function one file that Lambda loads: its own code, the packages it uses, the AWS SDK, and a source map.
 * A small bundle starts faster and is cheaper to read through, so what a function can never reach of its packages is
 * left out; a build that would need it all the same fails. For example, the AWS SDK knows a dozen ways to find
 * credentials, and a function gets the one that reads its environment. A function that serves every flow has a file for
 * each, `flow-*.mjs`, which it loads when that flow is asked of it, and files for what they share.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, stop } from 'esbuild';
import type { BuildOptions, Metafile, Plugin } from 'esbuild';
import { largestLoad } from './loaded-files.ts';

/** The folders under `functions/`, each with an `index.ts` that exports `handler`. */
export const FUNCTION_NAMES = [
  'start-run',
  'sync-records',
  'sync-to-xledger',
  'sync-leaves',
  'dead-letter',
  'api',
  'inspect',
  'decide',
  'widget',
  'explain',
  'actions',
  'mail',
] as const;
export type FunctionName = (typeof FUNCTION_NAMES)[number];

/** The functions that import a flow when it is asked of them: no flow makes them larger for another. */
const SPLIT_BY_FLOW: readonly FunctionName[] = ['start-run', 'inspect', 'decide', 'explain'];

const PROJECT_FOLDER = path.resolve(import.meta.dirname, '..');
const FUNCTIONS_FOLDER = path.join(PROJECT_FOLDER, 'functions');

/** undici and parts of the AWS SDK call `require` for Node's own modules, which an ES module does not have. */
const REQUIRE_BANNER =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

interface Substitute {
  readonly modules: RegExp;
  readonly contents: string;
}

/**
 * What a function never reaches of its packages, about half of the bundle, and what it would reach at a needless cost:
 * - undici's index loads fetch, WebSocket, mocks and caches, of which the transport uses none. Importing anything but
 *   `EnvHttpProxyAgent` from it fails the bundling. No proxy is a SOCKS proxy (shared/config/proxies.ts).
 * - undici's experimental parser is turned on by an environment variable only, and the slower build of the other one
 *   is for processors without SIMD, older than 2008.
 * - The transport sends text. A body that is a form is told by parts of fetch.
 * - The transport speaks HTTP/1.1 alone (`allowH2: false` in shared/http/undici-transport.ts).
 * - Lambda hands credentials over in environment variables; the AWS SDK's other sources (profiles, single sign-on,
 *   instance metadata) are a developer's.
 * - Imported as an ES module, Node's `http` is asked for all that it exports, `WebSocket` too, for which Node loads the
 *   undici of its own: a sixth of all that a cold start takes. Required, it gives what it is asked for.
 */
const SUBSTITUTES: readonly Substitute[] = [
  {
    modules: /^undici$/,
    contents: `
      import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';
      import connect from 'undici/lib/api/api-connect.js';
      // As undici's index does: a tunnel through a proxy is made with it.
      Dispatcher.prototype.connect = connect;
      export { default as EnvHttpProxyAgent } from 'undici/lib/dispatcher/env-http-proxy-agent.js';`,
  },
  { modules: /\/web\/(?:fetch\/body\.js|fetch\/formdata|webidl)$/, contents: 'module.exports = undefined;' },
  { modules: /\/socks5-proxy-agent$/, contents: 'module.exports = undefined;' },
  { modules: /\/client-h2\.js$/, contents: 'module.exports = undefined;' },
  { modules: /\/(?:milo\/(?:no-)?simd|llhttp-wasm)\.js$/, contents: 'module.exports = undefined;' },
  {
    modules: /^@aws-sdk\/credential-provider-node$/,
    contents: "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
  },
  { modules: /^(?:node:)?http$/, contents: "module.exports = process.getBuiltinModule('node:http');" },
];

const leaveOutTheUnreachable: Plugin = {
  name: 'leave-out-the-unreachable',
  setup: (bundling) => {
    const namespace = 'substitute';
    for (const [index, { modules, contents }] of SUBSTITUTES.entries()) {
      bundling.onResolve({ filter: modules }, () => ({ path: String(index), namespace }));
      bundling.onLoad({ filter: new RegExp(`^${index}$`), namespace }, () => ({
        contents,
        resolveDir: PROJECT_FOLDER,
      }));
    }
  },
};

export interface FunctionBundles {
  /** Function -> the folder that is uploaded: `index.mjs`, the files that it loads, and their source maps. */
  readonly folders: Readonly<Record<FunctionName, string>>;
  /** Function -> bytes of code that it loads at most: at its start, and for the largest flow that is asked of it. */
  readonly sizesInBytes: Readonly<Record<FunctionName, number>>;
  /** What each file is made of. */
  readonly metafile: Metafile;
}

const perFunction = <Value>(valueOf: (name: FunctionName) => Value): Record<FunctionName, Value> => ({
  'start-run': valueOf('start-run'),
  'sync-records': valueOf('sync-records'),
  'sync-to-xledger': valueOf('sync-to-xledger'),
  'sync-leaves': valueOf('sync-leaves'),
  'dead-letter': valueOf('dead-letter'),
  api: valueOf('api'),
  inspect: valueOf('inspect'),
  decide: valueOf('decide'),
  widget: valueOf('widget'),
  explain: valueOf('explain'),
  actions: valueOf('actions'),
  mail: valueOf('mail'),
});

/**
 * How esbuild, a Go program, treats its garbage. Started by its library, which bundles more than once, it collects it, at
 * two fifths of all that bundling costs. Here it does so beyond two gigabytes only, and bundling needs 1.3.
 */
const GARBAGE_COLLECTION = { GOGC: 'off', GOMEMLIMIT: '2GiB' } as const;

/** Nothing is written there; a fixed place keeps the paths in the source maps the same. */
const BUILD_FOLDER = path.join(PROJECT_FOLDER, 'dist');

const bundle = (
  names: readonly FunctionName[],
  functionsFolder: string,
  options: Pick<BuildOptions, 'splitting' | 'chunkNames'>,
) =>
  build({
    ...options,
    absWorkingDir: PROJECT_FOLDER,
    entryPoints: names.map((name) => ({ in: path.join(functionsFolder, name, 'index.ts'), out: `${name}/index` })),
    outdir: BUILD_FOLDER,
    write: false,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE_BANNER },
    legalComments: 'none',
    charset: 'utf8',
    metafile: true,
    plugins: [leaveOutTheUnreachable],
    logLevel: 'warning',
  });

/**
 * Bundles every function. The same sources give the same bytes, wherever they are written to.
 * @param outputFolder gets one folder per function
 * @param functionsFolder where the functions' folders are
 */
export const bundleFunctions = async (
  outputFolder: string,
  functionsFolder: string = FUNCTIONS_FOLDER,
): Promise<FunctionBundles> => {
  Object.assign(process.env, { ...GARBAGE_COLLECTION, ...process.env });
  const built = await Promise.all([
    bundle(
      FUNCTION_NAMES.filter((name) => !SPLIT_BY_FLOW.includes(name)),
      functionsFolder,
      {},
    ),
    // One by one: with several, what they share would lie beside their folders, outside of what is uploaded.
    ...SPLIT_BY_FLOW.map((name) =>
      bundle([name], functionsFolder, { splitting: true, chunkNames: `${name}/[name]-[hash]` }),
    ),
  ]);

  // With it goes the garbage.
  await stop();

  for (const { path: file, contents } of built.flatMap(({ outputFiles }) => outputFiles)) {
    const target = path.join(outputFolder, path.relative(BUILD_FOLDER, file));
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, contents);
  }

  const metafiles = built.map(({ metafile }) => metafile);
  const metafile: Metafile = {
    inputs: Object.fromEntries(metafiles.flatMap(({ inputs }) => Object.entries(inputs))),
    outputs: Object.fromEntries(metafiles.flatMap(({ outputs }) => Object.entries(outputs))),
  };
  return {
    folders: perFunction((name) => path.join(outputFolder, name)),
    sizesInBytes: perFunction((name) => largestLoad(metafile.outputs, `dist/${name}/index.mjs`)),
    metafile,
  };
};
