const common = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^@rto/(.*)$': '<rootDir>/libs/$1/src/index.ts' },
  setupFiles: ['reflect-metadata'],
  modulePathIgnorePatterns: ['<rootDir>/dist'],
};

/** Three tiers: `unit` needs nothing, `int` a real Redis and PostgreSQL, `e2e` the booted service and the fakes. */
module.exports = {
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/{apps,libs}/**/*.spec.ts'],
      globalSetup: '<rootDir>/scripts/test-services/scratch-setup.ts',
    },
    {
      ...common,
      displayName: 'int',
      testMatch: ['<rootDir>/{apps,libs}/**/*.int-spec.ts'],
      globalSetup: '<rootDir>/scripts/test-services/setup.ts',
      globalTeardown: '<rootDir>/scripts/test-services/teardown.ts',
    },
    {
      ...common,
      displayName: 'e2e',
      testMatch: ['<rootDir>/apps/*/test/**/*.e2e-spec.ts'],
      globalSetup: '<rootDir>/scripts/test-services/setup.ts',
      globalTeardown: '<rootDir>/scripts/test-services/teardown.ts',
    },
  ],
  // for what hangs; a test says nothing about speed, and a machine that does other work loads a service for half a minute
  testTimeout: 60_000,
  // most tests of the upper tiers wait most of the time; the default on two cores is one at a time
  maxWorkers: 2,
  reporters: ['default', '<rootDir>/scripts/slowest-suites.cjs'],
};
