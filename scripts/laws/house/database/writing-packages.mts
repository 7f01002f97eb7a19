// What packages of ours write when it is called. Another package that writes gets a line here.

/** Methods of what a package hands out, whoever holds it. */
export const WRITING_METHODS: ReadonlySet<string> = new Set([
  // @ansinh/messaging: what is told to others is a change too.
  'append',
  'appendAll',
  // @ansinh/jobs: what is queued will be done.
  'enqueue',
  // @ansinh/audit
  'audit',
  // @ansinh/ledger
  'writeEntries',
]);

/** Functions that a package exports. */
export const WRITING_EXPORTS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['@ansinh/calendar/kept', new Set(['projectCalendarDays'])],
  [
    '@ansinh/database',
    new Set([
      'addDisagreements',
      'claimIdempotencyKey',
      'forgetAnswers',
      'forgetKeys',
      'loadDisagreements',
      'migrate',
      'rememberKeys',
      'storeAnswer',
      'writeAudit',
    ]),
  ],
  ['@ansinh/law/kept', new Set(['projectLaw'])],
  ['@ansinh/platform', new Set(['lockDisagreementsLeft', 'noteDisagreements', 'requireKnownKeys', 'sealPage'])],
]);

/** Of these the rows are business state of the service: they are written in its stores. */
export const OF_STORES: ReadonlySet<string> = new Set(['writeEntries']);
