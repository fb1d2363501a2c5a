const { availableParallelism } = require('node:os');

/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Copies of the project made while it is tested against mutants.
  modulePathIgnorePatterns: ['<rootDir>/.stryker-tmp/'],
  // A worker loads a module once for all of its test files.
  testEnvironment: '<rootDir>/test/harness/one-realm-environment.cjs',
  runtime: '<rootDir>/test/harness/one-realm-runtime.cjs',
  transform: {},
  // For every test: it only ends what hangs. Some wait for minutes, and a machine with other work takes several times as
  // long; so no test has a limit of its own.
  testTimeout: 1_200_000,
  // As many as wait for other processes, or for a vendor's pace, at most moments. Each takes some 300 MB.
  maxWorkers: availableParallelism() + 3,
  testSequencer: '<rootDir>/test/harness/order-of-files.cjs',
  globalSetup: '<rootDir>/test/harness/before-all.cjs',
  globalTeardown: '<rootDir>/test/harness/after-all.cjs',
  // What is kept outlives the temp folder, and a copy of the folder takes it along.
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
};
