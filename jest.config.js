// ESM-only packages are transformed for jest's CommonJS world (docs/adr/0001-module-system.md).
const esmOnly = [
  '@badgateway',
  'jose',
  'oidc-provider',
  'openid-client',
  'oauth4webapi',
  'uuid',
  'quick-lru',
  'nanoid',
  'eta',
  '@koa',
  'koa.*',
  'jsesc',
  'raw-body',
  'pg-boss',
  'serialize-error',
  'non-error',
  'canonicalize',
];

// Tests that need PostgreSQL and Kafka; everything else runs without a server.
const serverTests = ['**/*.room.test.ts', '**/*.kafka.test.ts', '<rootDir>/tests/**/*.test.ts'];

const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  roots: ['<rootDir>/packages', '<rootDir>/apps', '<rootDir>/infra', '<rootDir>/scripts', '<rootDir>/tests'],
  modulePathIgnorePatterns: ['/dist/', '/\\.local/'],
  moduleNameMapper: {
    '^@ansinh/local/(.*)$': '<rootDir>/infra/local/src/$1',
    '^@ansinh/local$': '<rootDir>/infra/local/src/index.ts',
    '^@ansinh/([a-z0-9-]+)/(.*)$': '<rootDir>/packages/$1/src/$2',
    '^@ansinh/([a-z0-9-]+)$': '<rootDir>/packages/$1/src/index.ts',
    // Prisma writes `./x.js` for what is still `x.ts` here.
    '^(\\.{1,2}/(?:internal/|models/)?[A-Za-z-]+)\\.js$': '$1',
  },
  transform: {
    '^.+\\.[cm]?[tj]s$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
};

/** @type {import('jest').Config} */
const config = {
  maxWorkers: 2,
  // What suites leave behind fills a process until it does nothing but tidy up; between two suites it may be another one.
  workerIdleMemoryLimit: '1200MB',
  projects: [
    {
      ...shared,
      displayName: 'rules',
      testMatch: ['**/*.test.ts'],
      // Of the tests across services only the examples, the model of the challenge, the oracle of faults and the pure parts of
      // the load tests need no server.
      testPathIgnorePatterns: [
        '/node_modules/',
        '\\.(room|kafka)\\.test\\.ts$',
        '<rootDir>/tests/(?!load/|challenge/|examples/|faults/arena/)',
      ],
    },
    {
      ...shared,
      displayName: 'servers',
      testMatch: serverTests,
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/tests/(browsers|challenge|examples|faults|load)/'],
      globalSetup: '<rootDir>/packages/testkit/jest/global-setup.js',
      globalTeardown: '<rootDir>/packages/testkit/jest/global-teardown.js',
    },
    // They need a browser, which the command finds; without one they are left out.
    {
      ...shared,
      displayName: 'browsers',
      testMatch: [`<rootDir>/tests/browsers/${process.env.BROWSERS_SLICE === undefined ? '*' : 'sign-in'}.test.ts`],
      globalSetup: '<rootDir>/packages/testkit/jest/global-setup.js',
      globalTeardown: '<rootDir>/packages/testkit/jest/global-teardown.js',
    },
    // They break the servers that they run on, so they start their own; and they measure times, so nothing runs beside
    // them (infra/local/test.mjs).
    { ...shared, displayName: 'faults', testMatch: ['<rootDir>/tests/faults/*.test.ts'] },
  ],
  testTimeout: 30_000,
};

module.exports = config;
