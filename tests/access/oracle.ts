import type { Role, TenantKind } from '@ansinh/contracts/wire/permissions';

/**
 * Who may do what, and whose thing a path names: written from what the agency and its partners do, apart from the
 * routes and from the permissions of the roles. The agency sees the things of all.
 */
export type Line = {
  readonly who: readonly Role[];
  /** Kinds of tenants that own what the door shows or changes; `agency` for what is of no partner. */
  readonly of: readonly TenantKind[];
  /** Those of `who` for whom the things of others are not there, also within the agency. */
  readonly blind?: readonly Role[];
  /** Nobody sees here what is another's: the agency neither. */
  readonly isPrivate?: true;
  /** Open to everybody: what is sent is the key. */
  readonly isPublic?: true;
  readonly doors: readonly string[];
};

const OPERATIONS = '/v1/operations';
const FACILITIES = '/v1/facilities/:facilityCode';
const HOUSEHOLDS = '/v1/households/:householdId';

const EMPLOYERS: readonly Line[] = [
  {
    who: ['employer', 'officer'],
    of: ['employer'],
    doors: [
      'POST /v1/employers',
      'GET /v1/employers',
      'GET /v1/employers/:employerId',
      'POST /v1/employers/:employerId/declarations',
      'GET /v1/employers/:employerId/declarations/:declarationId',
      'GET /v1/employers/:employerId/statements/:month',
      'GET /v1/employers/:employerId/payment-qr',
    ],
  },
  {
    who: ['officer'],
    of: ['agency'],
    doors: ['PUT /v1/wage-zones/:communeCode', 'POST /v1/assessments', 'POST /v1/imports/participants'],
  },
];

const PERSONS: readonly Line[] = [
  {
    // A post office enrols households as an agent.
    who: ['post-office', 'officer'],
    of: ['post-office'],
    doors: [
      'POST /v1/households',
      `GET ${HOUSEHOLDS}`,
      `POST ${HOUSEHOLDS}/health-insurance-orders`,
      `GET ${HOUSEHOLDS}/health-insurance-orders/:orderId`,
      'GET /v1/payment-requests/:reference',
    ],
  },
  {
    // What the platform knows of a person is read by those who decide, and by no partner.
    who: ['officer', 'approver'],
    of: ['agency'],
    doors: [
      'POST /v1/participants/searches',
      'GET /v1/participants/:participantId',
      'GET /v1/participants/:participantId/contributions',
      'GET /v1/participants/:participantId/co-payments',
      'GET /v1/participants/:participantId/visits',
      'GET /v1/participants/:participantId/payouts',
      'GET /v1/participants/:participantId/messages',
      'PUT /v1/participants/:participantId/messages/:messageId/reading',
      'GET /v1/participants/:participantId/contact',
      'GET /v1/participants/:participantId/overview',
      'GET /v1/benefit-claims/:benefitId',
    ],
  },
  // Where somebody gets mail is noted by who sees the papers.
  { who: ['officer'], of: ['agency'], doors: ['PUT /v1/participants/:participantId/contact'] },
  // Two persons decide a benefit.
  { who: ['officer'], of: ['agency'], doors: ['POST /v1/benefit-claims'] },
  { who: ['approver'], of: ['agency'], doors: ['POST /v1/benefit-claims/:benefitId/decisions'] },
];

const HOSPITALS: readonly Line[] = [
  {
    who: ['hospital'],
    of: ['facility'],
    doors: [
      'POST /v1/check-ins',
      'POST /v1/claims',
      'POST /v1/claim-bundles',
      'POST /v1/claims/:claimId/explanations',
      `POST ${FACILITIES}/summaries/:period/report`,
    ],
  },
  {
    who: ['hospital', 'officer'],
    of: ['facility'],
    doors: [`POST ${FACILITIES}/catalogues/:kind`],
  },
  {
    // Any hospital may ask for any card: the patient shows it.
    who: ['hospital', 'officer'],
    of: ['agency'],
    doors: ['POST /v1/insurance-cards/look-ups', 'GET /v1/insurance-cards/:cardNumber/eligibility'],
  },
  {
    who: ['hospital', 'officer', 'approver'],
    of: ['facility'],
    doors: [
      `GET ${FACILITIES}`,
      `GET ${FACILITIES}/certificates`,
      `GET ${FACILITIES}/catalogues`,
      `GET ${FACILITIES}/catalogues/:kind`,
      `GET ${FACILITIES}/summaries/:period`,
      'GET /v1/claims',
      'GET /v1/claims/:claimId',
      'GET /v1/claims/:claimId/rows',
      'GET /v1/claims/:claimId/findings',
      'GET /v1/claims/:claimId/decisions',
      'GET /v1/appraisal-questions',
      'GET /v1/settlements',
      'GET /v1/advances',
      'GET /v1/deadlines',
      'GET /v1/fund-control',
    ],
  },
  {
    // The rules and days by which claims are judged are the same for all; so is a closed quarter, with own rows in it.
    who: ['hospital', 'officer', 'approver'],
    of: ['agency'],
    doors: ['GET /v1/appraisal-rules', 'GET /v1/calendar-days', 'GET /v1/periods/:quarter/settlement-records'],
  },
];

const CLAIMS_AT_THE_AGENCY: readonly Line[] = [
  {
    who: ['officer'],
    of: ['facility'],
    doors: [
      'POST /v1/facilities',
      `POST ${FACILITIES}/certificates`,
      `POST ${FACILITIES}/certificates/:fingerprint/revocation`,
      `PUT ${FACILITIES}/budgets/:year`,
      'POST /v1/claims/:claimId/decisions',
      'POST /v1/claims/:claimId/return',
    ],
  },
  {
    who: ['officer'],
    of: ['agency'],
    doors: [
      'POST /v1/appraisal-questions/decisions',
      'PUT /v1/appraisal-rules/:code',
      'POST /v1/settlements',
      'POST /v1/advances',
      'POST /v1/periods/:quarter/closing',
      'PUT /v1/calendar-days/:day',
      // It names the officers who entered the day.
      'GET /v1/calendar-days/:day',
      'POST /v1/calendar-days/:day/withdrawal',
      'PUT /v1/law/:parameter/:firstDay',
      'POST /v1/law/:parameter/:firstDay/withdrawal',
      'POST /v1/watch/months/:month/runs',
      'POST /v1/watch/cases/:caseId/conclusion',
      'PUT /v1/watch/signals/:code',
      'PUT /v1/watch/drug-indications',
    ],
  },
  {
    // Hospitals must not know who is suspected, nor by what.
    who: ['officer', 'approver'],
    of: ['agency'],
    doors: [
      'GET /v1/watch/months/:month/runs',
      'GET /v1/watch/cases',
      'GET /v1/watch/cases/:caseId',
      'GET /v1/watch/signals',
      'GET /v1/watch/drug-indications',
    ],
  },
];

const THE_LAW: readonly Line[] = [
  // By which numbers everything is computed is read by those who decide.
  { who: ['officer', 'approver'], of: ['agency'], doors: ['GET /v1/law', 'GET /v1/law/:parameter'] },
];

const MONEY: readonly Line[] = [
  { who: ['bank'], of: ['bank'], doors: ['POST /v1/bank-credits', 'POST /v1/bank-statements'] },
  { who: ['bank', 'officer'], of: ['bank'], doors: ['GET /v1/bank-credits'] },
  { who: ['bank'], of: ['bank'], doors: ['POST /v1/payout-batches/:batchId/status-reports'] },
  {
    // A post office may read payouts, and there is no batch of it.
    who: ['bank', 'post-office', 'officer', 'approver'],
    of: ['bank'],
    doors: ['GET /v1/payout-batches', 'GET /v1/payout-batches/:batchId', 'GET /v1/payout-batches/:batchId/pain.001'],
  },
  {
    who: ['bank', 'post-office', 'officer', 'approver'],
    of: ['bank', 'post-office'],
    doors: ['GET /v1/payouts/:payoutId'],
  },
  {
    // A bank may read payouts, and no list is its own.
    who: ['bank', 'post-office', 'officer', 'approver'],
    of: ['post-office'],
    doors: ['GET /v1/post-offices/:code/payouts'],
  },
  {
    who: ['post-office'],
    of: ['post-office'],
    doors: ['POST /v1/payouts/:payoutId/cash-payments', 'POST /v1/post-offices/:code/returns'],
  },
  {
    who: ['officer', 'approver'],
    of: ['agency'],
    doors: [
      'POST /v1/payout-runs',
      'POST /v1/payout-batches',
      'POST /v1/payout-batches/:batchId/approvals',
      'GET /v1/payout-batches/:batchId/lines',
      'POST /v1/payouts/:payoutId/redirections',
      'GET /v1/ledger/trial-balance',
      'GET /v1/collection-ledger/trial-balance',
    ],
  },
];

const EVERY_TENANT = ['facility', 'bank', 'post-office', 'employer', 'agency'] as const;

const MESSAGES: readonly Line[] = [
  {
    // An inbox is its own tenant's: the agency does not open the mail of its partners.
    who: ['hospital', 'bank', 'post-office', 'employer', 'officer', 'approver'],
    of: EVERY_TENANT,
    isPrivate: true,
    doors: ['GET /v1/messages', 'PUT /v1/messages/:messageId/reading'],
  },
  {
    // So is the address where its mail goes.
    who: ['hospital', 'bank', 'post-office', 'employer', 'officer', 'approver'],
    of: EVERY_TENANT,
    isPrivate: true,
    doors: ['GET /v1/contact'],
  },
  // Who is told something may say where.
  { who: ['hospital', 'officer'], of: ['facility', 'agency'], isPrivate: true, doors: ['PUT /v1/contact'] },
];

/** Services in which a file waits for a second person, who reads its rows. */
const FILES_HELD: ReadonlySet<string> = new Set(['enrollment', 'health-insurance']);

/** What one person asks and another one approves, in each service that has such acts. */
const TWO_PERSONS: readonly Line[] = [
  // An operator reads what it has asked for itself.
  { who: ['officer', 'approver', 'operator', 'administrator'], of: ['agency'], doors: ['GET /v1/approvals'] },
  ...(['enrollment', 'health-insurance', 'payment'] as const).flatMap((service): Line[] => {
    const door = `/v1/approvals/${service}/:approvalId`;
    return [
      // What is held shows accounts and amounts: administrators and operators read theirs alone.
      {
        who: ['officer', 'approver', 'operator', 'administrator'],
        blind: ['operator', 'administrator'],
        of: ['agency'],
        doors: [`GET ${door}`, ...(FILES_HELD.has(service) ? [`GET ${door}/rows`] : [])],
      },
      { who: ['approver'], of: ['agency'], doors: [`POST ${door}/decisions`] },
      // Whoever asked takes it back or asks again: in the world that is the officer.
      { who: ['officer'], of: ['agency'], doors: [`POST ${door}/withdrawal`, `POST ${door}/renewal`] },
    ];
  }),
  {
    who: ['officer', 'approver', 'operator', 'administrator'],
    blind: ['officer', 'approver', 'operator'],
    of: ['agency'],
    doors: ['GET /v1/approvals/gateway/:approvalId'],
  },
  {
    // Who gets access is decided by administrators alone.
    who: ['administrator'],
    of: ['agency'],
    doors: ['decisions', 'withdrawal', 'renewal'].map((act) => `POST /v1/approvals/gateway/:approvalId/${act}`),
  },
];

const PEOPLE: readonly Line[] = [
  {
    // Accounts, and what they may do, are for administrators; two of them where a door is opened.
    who: ['administrator'],
    of: ['agency'],
    doors: [
      'POST /v1/staff/pseudonyms',
      'POST /v1/staff',
      'GET /v1/staff',
      'GET /v1/staff/:accountId',
      'PUT /v1/staff/:accountId/roles',
      'POST /v1/staff/:accountId/closing',
      'POST /v1/staff/:accountId/invitations',
      'POST /v1/staff/:accountId/sessions/ending',
    ],
  },
  {
    // Everybody who signs in has an own account, whatever else is allowed.
    who: ['officer', 'approver', 'operator', 'administrator'],
    of: ['agency'],
    doors: [
      'POST /v1/me/tenant',
      'POST /v1/me/password',
      'POST /v1/me/codes/proposals',
      'PUT /v1/me/codes',
      'POST /v1/me/passkeys/options',
      'POST /v1/me/passkeys',
      'POST /v1/me/passkeys/:passkeyId/removal',
    ],
  },
  {
    // Who is signed in sees as whom, and leaves; a citizen does, too.
    who: ['officer', 'approver', 'operator', 'administrator', 'citizen'],
    of: ['agency'],
    doors: [
      'GET /v1/me',
      'GET /v1/me/sign-ins',
      'GET /v1/me/sessions',
      'POST /v1/me/sessions/ending',
      'POST /v1/me/sessions/:sessionId/ending',
    ],
  },
  // A citizen sees the own record, and nobody else does: the agency has doors of its own.
  { who: ['citizen'], of: ['citizen'], isPrivate: true, doors: ['GET /v1/me/record'] },
  {
    // Who opens an account cannot sign in yet.
    who: [],
    of: ['agency'],
    isPublic: true,
    doors: ['POST /v1/account-openings/beginnings', 'POST /v1/account-openings'],
  },
];

const AT_THE_DOOR: readonly Line[] = [
  {
    who: ['administrator'],
    of: ['agency'],
    doors: [
      'POST /v1/clients',
      'GET /v1/clients',
      'GET /v1/clients/:clientId',
      'POST /v1/clients/:clientId/disabling',
      'POST /v1/clients/:clientId/enabling',
      'POST /v1/clients/:clientId/revocations',
      'POST /v1/clients/:clientId/rotations',
      'POST /v1/clients/:clientId/overlap-endings',
      'PUT /v1/clients/:clientId/expiry',
    ],
  },
  {
    // What a partner does with its own client is nobody else's.
    who: ['hospital', 'bank', 'post-office', 'employer'],
    of: ['facility', 'bank', 'post-office', 'employer'],
    isPrivate: true,
    doors: [
      'GET /v1/client',
      'POST /v1/client/rotations',
      'POST /v1/client/overlap-endings',
      'POST /v1/client/revocations',
    ],
  },
  // Who opens an invitation has no token yet.
  { who: [], of: ['agency'], isPublic: true, doors: ['POST /v1/invitations/openings'] },
  { who: ['operator'], of: ['agency'], doors: ['GET /v1/signing-keys', 'POST /v1/signing-keys/roll-overs'] },
  {
    // Operators see how messages go, and nothing of persons and money.
    who: ['operator'],
    of: ['agency'],
    doors: [
      `GET ${OPERATIONS}/status`,
      `GET ${OPERATIONS}/dead-letters`,
      `GET ${OPERATIONS}/dead-letter-groups`,
      `GET ${OPERATIONS}/dead-letters/:id`,
      `GET ${OPERATIONS}/audit`,
      `POST ${OPERATIONS}/dead-letters/:id/replay`,
      `POST ${OPERATIONS}/dead-letters/:id/discard`,
      `POST ${OPERATIONS}/dead-letter-replays`,
      `GET ${OPERATIONS}/jobs`,
      `GET ${OPERATIONS}/jobs/:id`,
      `GET ${OPERATIONS}/job-definitions`,
      `GET ${OPERATIONS}/traces/:key`,
      `POST ${OPERATIONS}/jobs/:id/retry`,
      `POST ${OPERATIONS}/jobs/:id/cancellation`,
    ],
  },
];

export const ORACLE: ReadonlyMap<string, Line> = new Map(
  [EMPLOYERS, PERSONS, HOSPITALS, CLAIMS_AT_THE_AGENCY, THE_LAW, MONEY, MESSAGES, TWO_PERSONS, PEOPLE, AT_THE_DOOR]
    .flat()
    .flatMap((line) => line.doors.map((door) => [door, line] as const)),
);

/** Lists of a partner that the agency may ask for without its being registered: they are empty then, and tell nothing. */
export const EMPTY_LISTS: ReadonlySet<string> = new Set([
  `GET ${FACILITIES}/catalogues`,
  'GET /v1/post-offices/:code/payouts',
]);
