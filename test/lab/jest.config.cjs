// The lab has one world at a time: its tests run one after another, in one process.
const base = require('../../jest.config.cjs');

module.exports = {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/lab/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/lab/global-setup.cjs',
  globalTeardown: '<rootDir>/test/lab/global-teardown.cjs',
  maxWorkers: 1,
  // A look may take its full ten seconds (design: the total deadline), and a conversation may hold more than one.
  testTimeout: 60_000,
};
