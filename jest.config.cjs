// Tests run as CommonJS through swc: Jest's ESM support is still behind a Node flag, and the sources need nothing of it.
const swc = ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'commonjs' } }];

module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/lab/', '<rootDir>/test/browser/'],
  transform: { '^.+\\.ts$': swc },
  extensionsToTreatAsEsm: [],
  moduleFileExtensions: ['ts', 'js', 'cjs', 'json', 'node'],
  testTimeout: 15_000,
};
