const { availableParallelism } = require('node:os');

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Copies of the project made while it is tested against mutants.
  modulePathIgnorePatterns: ['<rootDir>/.stryker-tmp/'],
  transform: {
    '^.+\\.[cm]?[jt]s$': [
      '@swc/jest',
      {
        jsc: { target: 'es2024', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
      },
    ],
  },
  // These packages are published as ES modules only; everything else in node_modules runs as it is.
  transformIgnorePatterns: ['/node_modules/(?!(@middy|@seriousme|fauxqs|valibot|toad-cache|uuid)/)'],
  moduleNameMapper: {
    '^@middy/core$': '<rootDir>/node_modules/@middy/core/index.js',
    '^fauxqs$': '<rootDir>/node_modules/fauxqs/dist/app.js',
  },
  // A module finds a global much faster in its own scope than in the sandbox: worlds run in three quarters of the time.
  sandboxInjectedGlobals:
    'Array BigInt Error JSON Map Math Number Object Promise Reflect RegExp Set String Symbol TypeError WeakMap'.split(
      ' ',
    ),
  // A machine with other work takes several times as long; a test that hangs is ended all the same.
  testTimeout: 120_000,
  // Much of the time goes by in waiting for other processes.
  maxWorkers: Math.ceil(1.5 * availableParallelism()),
  testSequencer: '<rootDir>/test/harness/longest-first.cjs',
  globalSetup: '<rootDir>/test/harness/before-all.cjs',
  globalTeardown: '<rootDir>/test/harness/after-all.cjs',
  // What is kept outlives the temp folder, and a copy of the folder takes it along.
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
};
