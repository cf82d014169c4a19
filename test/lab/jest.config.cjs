const base = require('../../jest.config.cjs');

module.exports = {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/lab/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/lab/global-setup.cjs',
  globalTeardown: '<rootDir>/test/lab/global-teardown.cjs',
  // A lab has one world at a time: each worker has a lab of its own. They wait for timeouts most of the time, so more of them
  // than processors are worth it.
  maxWorkers: 4,
  // A look may take its full ten seconds (design: the total deadline), and a conversation may hold more than one.
  testTimeout: 60_000,
};
