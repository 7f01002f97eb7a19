// ESM-only packages are transformed for jest's CommonJS world (docs/adr/0001-module-system.md).
const esmOnly = ['jose', 'oidc-provider', 'uuid', 'quick-lru', 'nanoid', 'eta', '@koa', 'koa.*', 'jsesc', 'raw-body'];

/** @type {import('jest').Config} */
const config = {
  testEnvironment: 'node',
  roots: ['<rootDir>/packages', '<rootDir>/apps', '<rootDir>/infra', '<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  modulePathIgnorePatterns: ['/dist/', '/\\.local/'],
  moduleNameMapper: {
    '^@ansinh/local/(.*)$': '<rootDir>/infra/local/src/$1',
    '^@ansinh/local$': '<rootDir>/infra/local/src/index.ts',
    '^@ansinh/([a-z0-9-]+)/(.*)$': '<rootDir>/packages/$1/src/$2',
    '^@ansinh/([a-z0-9-]+)$': '<rootDir>/packages/$1/src/index.ts',
  },
  transform: {
    '^.+\\.[cm]?[tj]s$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'commonjs' }, sourceMaps: 'inline' },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  testTimeout: 30_000,
  maxWorkers: 2,
};

module.exports = config;
