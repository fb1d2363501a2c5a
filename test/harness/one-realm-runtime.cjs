const { registerHooks } = require('node:module');
const { join, relative } = require('node:path');
const { pathToFileURL } = require('node:url');
const { ModuleMocker } = require('jest-mock');

/** Where jest-circus keeps what a test file sets for itself. */
const EVENT_HANDLERS = Symbol.for('EVENT_HANDLERS');

const TEST_FOLDER = join(__dirname, '..');
const TEST_URLS = `${pathToFileURL(TEST_FOLDER).href}/`;

/** How often this worker has run each test file: `--watch` runs one again and again. */
const timesRun = new Map();

/** The test file that this worker runs, by its path, and which time it is. */
let testRun;

// What stands in test/ is loaded anew for each test file: it has hooks (afterAll) and folders for the file that imports it.
registerHooks({
  resolve: (specifier, context, next) => {
    const resolved = next(specifier, context);
    return resolved.url.startsWith(TEST_URLS) && resolved.url.endsWith('.ts')
      ? { ...resolved, url: `${resolved.url}?${testRun}` }
      : resolved;
  },
});

/** Loads a test file as Node does: types are stripped, and a module that another test file imported is there already. */
module.exports = class OneRealmRuntime {
  #mocker = new ModuleMocker(globalThis);

  // What Node compiles it keeps by the whole address: the same in every run of the suite, whichever worker has the file.
  constructor(_configuration, _environment, _resolver, _transformer, _cacheFileSystem, _options, testPath) {
    const times = (timesRun.get(testPath) ?? 0) + 1;
    timesRun.set(testPath, times);
    testRun = `${relative(TEST_FOLDER, testPath).replaceAll('\\', '/')}-${times}`;
    globalThis.jest = {
      fn: this.#mocker.fn.bind(this.#mocker),
      restoreAllMocks: this.#mocker.restoreAllMocks.bind(this.#mocker),
      spyOn: this.#mocker.spyOn.bind(this.#mocker),
    };
  }

  /** Jest's own part in a test file, which remembers the file's tests and so must be a new one for each. */
  requireInternalModule(path) {
    delete globalThis[EVENT_HANDLERS];
    delete require.cache[path];
    return require(path);
  }

  requireModule(path) {
    return require(path);
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  unstable_importModule(path) {
    return import(pathToFileURL(path).href);
  }

  setGlobalsForRuntime() {}

  getSourceMaps() {
    return new Map();
  }

  getAllCoverageInfoCopy() {}

  enterTestCode() {}

  leaveTestCode() {}

  teardown() {
    this.#mocker.restoreAllMocks();
  }
};
