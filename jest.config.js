// How are the tests run? As ES modules, TypeScript through SWC, with the version that the build would put in.

import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

export default {
  testEnvironment: 'node',
  // By default one core is left free, and of two that leaves one process whose heap only grows.
  maxWorkers: '100%',
  workerIdleMemoryLimit: '1GB',
  // In milliseconds, against hanging alone: a machine may be busy.
  testTimeout: 60_000,
  roots: ['<rootDir>/test'],
  setupFiles: ['<rootDir>/test/support/seed.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }],
  },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  globals: { SOURCEARN_VERSION: version },
};
