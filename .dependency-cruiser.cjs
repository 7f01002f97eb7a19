// Who may import whom. The reasons are in docs/adr; the short form: apps meet only in contracts, one package per tool.
const source = '^(packages|apps|infra)/';
const serviceFolders = '(enrollment|collection|health-insurance|payment|notification|operations|gateway)';
const testFile = '\\.test\\.tsx?$';
// Test files and what they share.
const testCode = [testFile, '(^|/)testing/', '^tests/', '^packages/testkit/'];

// Each imports only from those before it.
const messagingLayers = ['kafkajs', 'out', 'in/messages', 'in/order', 'in/dead-letters', 'in', 'desk'];

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
      name: 'contracts-vocabulary-is-lowest',
      comment: 'Money, calendar and identifiers are what all contracts are written in.',
      severity: 'error',
      from: { path: '^packages/contracts/src/vocabulary/', pathNot: testCode },
      to: { path: source, pathNot: '^packages/contracts/src/vocabulary/' },
    },
    {
      name: 'contracts-wire-knows-the-vocabulary',
      comment: 'Envelope, permissions and the form of a problem belong to no service.',
      severity: 'error',
      from: { path: '^packages/contracts/src/wire/', pathNot: testCode },
      to: { path: source, pathNot: '^packages/contracts/src/(wire|vocabulary)/' },
    },
    {
      name: 'contracts-of-a-service-stand-beside-the-others',
      comment: 'A contract of a service says nothing of another one: a partner of one reads one folder.',
      severity: 'error',
      from: {
        path: `^packages/contracts/src/${serviceFolders}/`,
        pathNot: ['^packages/contracts/src/gateway/', ...testCode],
      },
      to: { path: source, pathNot: '^packages/contracts/src/($1|wire|vocabulary)/' },
    },
    {
      name: 'contracts-of-the-gateway-show-the-services',
      comment: 'The gateway answers with what the services answer: it knows their API, and no event of theirs.',
      severity: 'error',
      from: { path: '^packages/contracts/src/gateway/', pathNot: testCode },
      to: {
        path: source,
        pathNot: [
          '^packages/contracts/src/(gateway|wire|vocabulary)/',
          `^packages/contracts/src/${serviceFolders}/(?:[a-z.-]*api|addresses)\\.ts$`,
        ],
      },
    },
    {
      name: 'the-story-is-told-by-examples',
      comment: 'People and numbers of examples are no constants of the code: only what shows an example knows them.',
      severity: 'error',
      from: { pathNot: ['^packages/contracts/src/examples/', '\\.(examples|routes)\\.ts$', ...testCode] },
      to: { path: ['^packages/contracts/src/examples/', '^packages/contracts/dist/examples/'] },
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
      to: { path: source, pathNot: '^packages/(database|contracts|secrets|telemetry)/' },
    },
    {
      name: 'secrets-stand-alone',
      severity: 'error',
      comment: 'Keys and what they seal: they know no table, no service and no contract.',
      from: { path: '^packages/secrets/', pathNot: testCode },
      to: { path: source, pathNot: '^packages/secrets/' },
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
    ...messagingLayers.slice(0, -1).map((layer, index) => ({
      name: 'messaging-looks-up-the-list',
      severity: 'error',
      comment: 'The folders of messaging stand in one row (packages/messaging/README.md).',
      from: { path: `^packages/messaging/src/${layer}/[^/]+$`, pathNot: testCode },
      to: { path: messagingLayers.slice(index + 1).map((later) => `^packages/messaging/src/${later}/[^/]+$`) },
    })),
    {
      name: 'jobs-use-database-only',
      severity: 'error',
      comment: 'Jobs know no service, no door and no message: they are given a transaction.',
      from: { path: '^packages/jobs/', pathNot: testCode },
      to: { path: source, pathNot: '^packages/(jobs|database|contracts|telemetry)/' },
    },
    {
      name: 'approvals-know-no-service',
      severity: 'error',
      comment: 'What one person asks and another approves is the same in every service: a door, a transaction, a row.',
      from: { path: '^packages/approvals/', pathNot: testCode },
      to: { path: source, pathNot: '^packages/(approvals|audit|database|http|contracts|secrets|telemetry)/' },
    },
    {
      name: 'pg-boss-only-in-jobs',
      severity: 'error',
      comment: 'What a job promises is said in one package, and the library behind it can be replaced there.',
      from: { pathNot: '^packages/jobs/' },
      to: { path: '(^|/)node_modules/(pg-boss|cron-parser)/' },
    },
    {
      name: 'xml-stands-alone',
      severity: 'error',
      comment: 'A reader and a writer of XML: they know no format of ours.',
      from: { path: '^packages/xml/', pathNot: testCode },
      to: { path: source, pathNot: '^packages/xml/' },
    },
    {
      name: 'saxes-only-in-xml',
      severity: 'error',
      comment: 'Limits and refusals of XML stand in one place; whoever parsed beside it would have none.',
      from: { pathNot: '^(packages/xml|tests/load)/' },
      to: { path: '(^|/)node_modules/saxes/' },
    },
    {
      name: 'iso20022-uses-xml-only',
      severity: 'error',
      comment: 'A library of formats: it knows XML, the contracts and nothing else of ours.',
      from: { path: '^packages/iso20022/', pathNot: testCode },
      to: { path: source, pathNot: '^packages/(iso20022|xml|contracts)/' },
    },
    {
      name: 'threads-know-no-format',
      severity: 'error',
      comment: 'How a file is read is said where it comes in; here stands what reading may take.',
      from: { path: '^packages/threads/', pathNot: testCode },
      to: {
        path: source,
        pathNot: ['^packages/(threads|contracts|http)/', '^packages/telemetry/(src|dist)/failpoints'],
      },
    },
    {
      name: 'workerpool-only-in-threads',
      severity: 'error',
      comment:
        'Limits of memory, time and waiting stand in one place; whoever started threads beside it would have none.',
      from: { pathNot: '^packages/threads/' },
      to: { path: '(^|/)node_modules/workerpool/' },
    },
    {
      name: 'ledger-uses-database-only',
      severity: 'error',
      comment: 'Double entry for every service: it knows no service and no door.',
      from: { path: '^packages/ledger/', pathNot: testCode },
      to: { path: source, pathNot: '^packages/(ledger|database|contracts)/' },
    },
    {
      name: 'audit-uses-database-only',
      severity: 'error',
      comment: 'Acts, notes and seals for every service: they know no service and no door. Digests have a key.',
      from: { path: '^packages/audit/', pathNot: testCode },
      to: { path: source, pathNot: '^packages/(audit|database|contracts|secrets|telemetry)/' },
    },
    {
      name: 'calendar-uses-database-only',
      severity: 'error',
      comment: 'Working days for every service: it knows no service and no door.',
      from: { path: '^packages/calendar/', pathNot: testCode },
      to: { path: source, pathNot: '^packages/(calendar|database|contracts)/' },
    },
    {
      name: 'calendar-is-pure-by-its-name',
      severity: 'error',
      comment: 'Rules import @ansinh/calendar: what reads and writes tables stands behind @ansinh/calendar/kept.',
      from: { path: '^packages/calendar/src/(index|[a-z-]+\\.rules)\\.ts$' },
      to: { path: source, pathNot: '^packages/(contracts/|calendar/src/[a-z-]+\\.rules\\.ts$)' },
    },
    {
      name: 'law-uses-database-only',
      severity: 'error',
      comment: 'The dated values of the law for every service: it knows no service and no door.',
      from: { path: '^packages/law/', pathNot: testCode },
      to: { path: source, pathNot: '^packages/(law|database|contracts)/' },
    },
    {
      name: 'law-is-pure-by-its-name',
      severity: 'error',
      comment: 'Rules import @ansinh/law: what reads and writes tables stands behind @ansinh/law/kept.',
      from: { path: '^packages/law/src/(index|[a-z-]+\\.rules)\\.ts$' },
      to: { path: source, pathNot: '^packages/(contracts/|law/src/[a-z-]+\\.rules\\.ts$)' },
    },
    {
      name: 'platform-and-apps-import-no-tools',
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
      name: 'tests-across-services-know-no-inside',
      comment:
        'They meet services at their doors; the load tests alone measure parts of one, access, browsers, examples and the test of who consumes what have their own rule.',
      severity: 'error',
      from: {
        path: '^tests/',
        pathNot: '^tests/((access|browsers|examples|load)/|faults/arena/consumers\\.test\\.ts$)',
      },
      to: { path: '^apps/' },
    },
    {
      name: 'access-starts-services-by-their-contents',
      comment:
        'A new route is in the tests of access and of examples by existing, and an event that is consumed in that of the oracle of faults: they take each service by service.ts, with the settings of the gateway and what the tests of a service share, and know nothing else of them.',
      severity: 'error',
      from: { path: '^tests/((access|browsers|examples)/|faults/arena/consumers\\.test\\.ts$)' },
      to: {
        path: '^apps/',
        pathNot: ['^apps/[^/]+/src/service\\.ts$', '^apps/gateway/src/config\\.ts$', '^apps/[^/]+/testing/'],
      },
    },
    {
      name: 'kafkajs-only-in-messaging',
      severity: 'error',
      comment: 'kafkajs has no maintainer: one folder knows it, so that it can be replaced there.',
      from: { pathNot: '^packages/messaging/' },
      to: { path: '(^|/)node_modules/kafkajs/' },
    },
    {
      name: 'nodemailer-only-in-mail',
      severity: 'error',
      comment: 'One folder knows how mail is sent.',
      from: { pathNot: '^packages/mail/' },
      to: { path: '(^|/)node_modules/nodemailer/' },
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
          '\\.(store|sql|views)\\.ts$',
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
