const { runtime: _runtime, ...config } = require('./jest.config.cjs');

/** @type {import('jest').Config} How Stryker runs tests: it puts the mutant in Jest's sandbox, anew for each file. */
module.exports = {
  ...config,
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2024', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
      },
    ],
  },
};
