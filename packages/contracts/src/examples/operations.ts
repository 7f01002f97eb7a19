// What operators see in the story: the message of a paid pension found no database, and was tried again later.
import { PENSION, PENSIONER } from './story';

const LETTER_ID = '01a109ae-99c0-7001-8b1c-5d2f3a4b6c61';
const EVENT_ID = '01a109ae-99c0-7002-8b1c-5d2f3a4b6c62';
export const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
export const DIED_AT = '2026-10-05T01:12:40.000Z';
export const ACTED_AT = '2026-10-05T01:30:00.000Z';

const REPLAY_REASON = 'PostgreSQL đã hoạt động trở lại lúc 08:20';
const DISCARD_REASON = 'Thông báo đã gửi bằng văn bản số 57/BHXH';

export const LETTER = {
  id: LETTER_ID,
  service: 'notification',
  state: 'open',
  cause: 'handler-failed',
  detail: 'PrismaClientKnownRequestError P2010',
  type: 'ansinh.payment.PayoutPaid.v1',
  topic: 'payment.payouts.v1',
  partition: 3,
  offset: '18204',
  eventId: EVENT_ID,
  aggregateId: PENSION.payoutId,
  attempts: 12,
  diedAt: DIED_AT,
  traceId: TRACE_ID,
} as const;

const FULL_LETTER = {
  ...LETTER,
  headers: {
    ce_specversion: '1.0',
    ce_id: EVENT_ID,
    ce_source: '/ansinh/payment',
    ce_type: LETTER.type,
    ce_subject: PENSION.payoutId,
    ce_tenant: 'agency:66',
  },
  payload: {
    sizeBytes: 347,
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    masked: 'digits',
    json: {
      payoutId: PENSION.payoutId,
      kind: 'pension',
      beneficiary: { kind: 'participant', id: PENSIONER.participantId },
      period: '2026-10',
      amountVnd: PENSION.monthlyVnd,
      channel: 'bank',
    },
  },
  closedAt: null,
  history: [],
} as const;

export const LETTER_GROUP = {
  service: 'notification',
  cause: LETTER.cause,
  type: LETTER.type,
  count: 1,
  firstDiedAt: DIED_AT,
  lastDiedAt: DIED_AT,
} as const;

const REPLAYED = { outcome: 'replayed', letter: { ...LETTER, state: 'replayed' } } as const;
const DISCARDED = { ...LETTER, state: 'discarded' } as const;

/** The most that one call may replay is its `limit`. */
export const REPLAYING = {
  filter: { cause: LETTER.cause, type: LETTER.type },
  dryRun: false,
  limit: 1_000,
  reason: REPLAY_REASON,
} as const;

export const REPLAY_COUNTS = {
  matched: 1,
  replayed: 1,
  alreadyDone: 0,
  failed: 0,
  heldBack: 0,
  remaining: 0,
} as const;

export const AUDIT_ENTRY = {
  service: 'notification',
  position: '42',
  at: ACTED_AT,
  subject: 'operator-01',
  tenant: 'agency:66',
  action: 'dead-letter.replay',
  target: `dead-letter:${LETTER_ID}`,
  reason: REPLAY_REASON,
  outcome: 'replayed',
  traceId: TRACE_ID,
  beforeDigest: null,
  afterDigest: null,
} as const;

export const SERVICE_STATUS = {
  service: 'notification',
  at: ACTED_AT,
  healthy: true,
  stuck: [],
  relay: { role: 'active', trouble: null, published: 18_204 },
  consumer: { joined: true, trouble: null },
  lag: [{ topic: 'payment.payouts.v1', messages: 0 }],
  database: {
    outbox: { messages: 0, oldestAgeSeconds: null },
    deadLetters: { open: 1, oldestDiedAt: DIED_AT },
    held: { messages: 0, oldestAgeSeconds: null },
    oldestTransactionSeconds: 0.02,
    jobs: { due: 0, oldestDueSeconds: null, failed: 1, oldestFailedAt: DIED_AT },
    seals: { newestAt: DIED_AT, unsealedAgeSeconds: null },
  },
} as const;

// What one service shows; the gateway shows the same of all of them.
const params = { id: LETTER_ID } as const;
export const READING_STATUS = { reply: SERVICE_STATUS } as const;
export const LISTING_LETTERS = {
  query: { cause: LETTER.cause, state: 'open', pageSize: '20' },
  reply: { items: [LETTER] },
} as const;
export const COUNTING_LETTERS = { query: { state: 'open' }, reply: { items: [LETTER_GROUP] } } as const;
export const READING_LETTER = { params, reply: FULL_LETTER } as const;
export const LISTING_AUDIT = {
  query: { action: AUDIT_ENTRY.action, pageSize: '20' },
  reply: { items: [AUDIT_ENTRY] },
} as const;
export const REPLAYING_LETTER = { params, reply: REPLAYED } as const;
export const REPLAYING_LETTERS = { body: REPLAYING, reply: REPLAY_COUNTS } as const;
export const DISCARDING_LETTER = { params, body: { reason: DISCARD_REASON }, reply: DISCARDED } as const;

/** The same payout, first owed and then paid by the bank: two days, two traces. */
const PAYOUT_TRACES = [
  {
    traceId: '0af7651916cd43dd8448eb211c80319c',
    at: '2026-10-01T02:00:00.000Z',
    service: 'payment',
    about: 'payment.payouts',
    key: PENSION.payoutId,
    kept: true,
  },
  {
    traceId: TRACE_ID,
    at: '2026-10-05T01:12:40.000Z',
    service: 'payment',
    about: 'payment.payouts',
    key: PENSION.payoutId,
    kept: true,
  },
  {
    traceId: 'b7ad6b7169203331a1f2c3d4e5f60718',
    at: '2026-10-05T02:20:11.000Z',
    service: 'payment',
    about: 'payout.redirect',
    key: PENSION.payoutId,
    kept: null,
  },
] as const;
const ofPayout = { key: PENSION.payoutId } as const;
const RELATED = [PENSION.benefitId] as const;
export const FINDING_TRACES = { params: ofPayout, reply: { items: PAYOUT_TRACES, related: RELATED } } as const;
export const FINDING_ALL_TRACES = {
  params: ofPayout,
  reply: { ...ofPayout, items: PAYOUT_TRACES, related: RELATED, unavailable: [] },
} as const;
