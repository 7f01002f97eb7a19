// Who may import whom. The reasons are in docs/adr; the short form: apps meet only in contracts, one package per tool.
const source = '^(packages|apps|infra)/';
const testFile = '\\.test\\.tsx?$';
// Test files and what they share.
const testCode = [testFile, '(^|/)testing/', '(^|/)test-support/', '^tests/', '^packages/testkit/'];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A circle has no first file to read and no order to load.',
      severity: 'error',
      from: { pathNot: '/generated/' },
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import must lead somewhere.',
      severity: 'error',
      from: { pathNot: '/generated/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'apps-never-import-apps',
      comment: 'Services meet in events and HTTP, described in packages/contracts.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'packages-never-import-apps',
      comment: 'Packages are used by services and know none of them; the local platform starts them as processes.',
      severity: 'error',
      from: { path: '^(packages|infra)/' },
      to: { path: '^apps/' },
    },
    {
      name: 'contracts-import-zod-alone',
      comment: 'Partners read the contracts; they must not have to read anything else.',
      severity: 'error',
      from: { path: '^packages/contracts/src/', pathNot: testCode },
      to: { pathNot: ['^packages/contracts/src/', '(^|/)node_modules/zod/'] },
    },
    {
      name: 'telemetry-imports-no-package',
      comment: 'Everything may import telemetry, so it may import nothing of ours.',
      severity: 'error',
      from: { path: '^packages/telemetry/' },
      to: { path: source, pathNot: '^packages/telemetry/' },
    },
    {
      name: 'database-stands-alone',
      severity: 'error',
      comment: 'database, http and messaging do not know each other; messaging may use database.',
      from: { path: '^packages/database/', pathNot: testCode },
      to: { path: source, pathNot: '^packages/(database|contracts|telemetry)/' },
    },
    {
      name: 'http-stands-alone',
      severity: 'error',
      comment: 'database, http and messaging do not know each other; messaging may use database.',
      from: { path: '^packages/http/', pathNot: testCode },
      to: { path: source, pathNot: '^packages/(http|contracts|telemetry)/' },
    },
    {
      name: 'messaging-uses-database-only',
      severity: 'error',
      comment: 'database, http and messaging do not know each other; messaging may use database.',
      from: { path: '^packages/messaging/', pathNot: testCode },
      to: { path: source, pathNot: '^packages/(messaging|database|contracts|telemetry)/' },
    },
    {
      name: 'iso20022-stands-alone',
      severity: 'error',
      comment: 'A library of formats: it knows the contracts and nothing else of ours.',
      from: { path: '^packages/iso20022/', pathNot: testCode },
      to: { path: source, pathNot: '^packages/(iso20022|contracts)/' },
    },
    {
      name: 'service-imports-no-tools',
      severity: 'error',
      comment: 'What runs in production knows neither tests nor sample data nor the local platform.',
      from: { path: ['^packages/platform/', '^apps/'], pathNot: testCode },
      to: { path: ['^packages/(testkit|sample-data)/', '^infra/'] },
    },
    {
      name: 'testkit-only-in-tests',
      severity: 'error',
      comment: 'The testkit holds keys and servers for tests.',
      from: { pathNot: testCode },
      to: { path: '^packages/testkit/' },
    },
    {
      name: 'no-imports-of-tests',
      severity: 'error',
      comment: 'A test file is run, never imported.',
      from: {},
      to: { path: testFile },
    },
    {
      name: 'kafkajs-only-in-messaging',
      severity: 'error',
      comment: 'kafkajs has no maintainer: one folder knows it, so that it can be replaced there.',
      from: { pathNot: '^packages/messaging/' },
      to: { path: '(^|/)node_modules/kafkajs/' },
    },
    {
      name: 'prisma-only-in-stores',
      severity: 'error',
      comment: 'Rules and routes do not know how things are stored.',
      from: {
        path: source,
        pathNot: [
          '^packages/database/',
          '/src/generated/',
          '^apps/[^/]+/src/(service|kit)\\.ts$',
          '\\.(store|views)\\.ts$',
          ...testCode,
        ],
      },
      to: { path: ['(^|/)node_modules/(@prisma/client|\\.prisma)/', '/src/generated/'] },
    },
  ],
  options: {
    // Packages are imported as they are built; their own sources are checked as sources.
    doNotFollow: { path: ['node_modules', '/generated/', '(^|/)dist/'] },
    parser: 'swc',
    combinedDependencies: true,
    enhancedResolveOptions: {
      conditionNames: ['require', 'node', 'import', 'default', 'types'],
      exportsFields: ['exports'],
      mainFields: ['main', 'types'],
    },
  },
};
