/*
 * Jest gives each test file a sandbox of its own, and loads into it anew whatever the file imports. Here the test files
 * of a worker share its globals and what is imported (one-realm-runtime.cjs), and what a file changes of the process is
 * put back after it.
 */

const STACK_FRAMES = 20;

/** With it properties try the same cases in every run of the suite. PROPERTY_RUNS asks for more, and for others each time. */
const SEED_OF_PROPERTIES = 20_260_302;

/** Of jest-circus, for one test file. What packages add to the globals belongs to them, and stays. */
const isOfJest = ({ description }) => description === 'JEST_STATE_SYMBOL' || description === 'TEST_TIMEOUT_SYMBOL';

/** What a test file may change of the process. @returns puts it back */
const keepProcess = () => {
  const globals = Object.getOwnPropertyDescriptors(globalThis);
  const env = { ...process.env };
  const { exit } = process;
  const folder = process.cwd();
  const umask = process.umask(0o022);
  process.umask(umask);
  return () => {
    for (const name of Object.getOwnPropertySymbols(globalThis)) if (isOfJest(name)) delete globalThis[name];
    Object.defineProperties(globalThis, globals);
    for (const name of Object.keys(process.env)) if (!Object.hasOwn(env, name)) delete process.env[name];
    Object.assign(process.env, env);
    process.exit = exit;
    process.chdir(folder);
    process.umask(umask);
  };
};

module.exports = class OneRealmEnvironment {
  global = globalThis;
  fakeTimers = null;
  fakeTimersModern = null;
  #putBack = keepProcess();

  async setup() {
    // Jest asks for a hundred frames, which each `expect` would collect.
    Error.stackTraceLimit = STACK_FRAMES;
    const { default: fastCheck } = await import('fast-check');
    fastCheck.configureGlobal(process.env['PROPERTY_RUNS'] === undefined ? { seed: SEED_OF_PROPERTIES } : {});
  }

  async teardown() {
    this.#putBack();
  }

  getVmContext() {
    return null;
  }
};
