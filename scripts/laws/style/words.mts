// Words that the law of names knows.

/** Roles of files, `<thing>.<role>.ts`: what a reader may expect in them. */
export const ROLES: ReadonlySet<string> = new Set([
  'rules',
  'rule',
  'commands',
  'store',
  'sql',
  'views',
  'projection',
  'routes',
  'examples',
  'subscriptions',
  'jobs',
  'worker',
  'lines',
  'openapi',
  'generated',
  'api',
  'problems',
]);

/** Folders that are no register of things: an activity, a place or something that nobody counts. */
export const UNCOUNTED: ReadonlySet<string> = new Set([
  'appraisal',
  'bank',
  'claim',
  'coverage',
  'door',
  'evidence',
  'form',
  'fund',
  'identity',
  'intake',
  'judgement',
  'ledger',
  'matching',
  'national',
  'notation',
  'openapi',
  'overview',
  'payroll',
  'proxy',
  'reader',
  'review',
  'scoring',
  'watch',
]);

/** What a folder for tests may not be called, since one word for it is enough: `testing`. */
export const OTHER_WORDS_FOR_TESTING: ReadonlySet<string> = new Set([
  'test',
  'tests',
  '__tests__',
  'test-support',
  'fixtures',
]);

/** Names of what tells kinds apart, beside those that end in Kind: what differs by one is a table. */
export const DISCRIMINATORS: ReadonlySet<string> = new Set(['kind', 'bucket', 'channel', 'format', 'move', 'target']);
