import {
  AUDIT_ENTRY,
  DISCARD_REASON,
  DISCARDED,
  FULL_LETTER,
  LETTER,
  LETTER_GROUP,
  LETTER_ID,
  REPLAY_COUNTS,
  REPLAYED,
  REPLAYING,
  SERVICE_STATUS,
} from '@ansinh/contracts/examples/operations';

const params = { id: LETTER_ID } as const;

export const READING_STATUS = { reply: SERVICE_STATUS } as const;
export const LISTING_LETTERS = {
  query: { cause: LETTER.cause, state: 'open', pageSize: '20' },
  reply: { items: [LETTER] },
} as const;
export const COUNTING_LETTERS = { query: { state: 'open' }, reply: { items: [LETTER_GROUP] } } as const;
export const READING_LETTER = { params, reply: FULL_LETTER } as const;
export const LISTING_AUDIT = {
  query: { action: 'dead-letter.replay', pageSize: '20' },
  reply: { items: [AUDIT_ENTRY] },
} as const;
export const REPLAYING_LETTER = { params, reply: REPLAYED } as const;
export const REPLAYING_LETTERS = { body: REPLAYING, reply: REPLAY_COUNTS } as const;
export const DISCARDING_LETTER = { params, body: { reason: DISCARD_REASON }, reply: DISCARDED } as const;
