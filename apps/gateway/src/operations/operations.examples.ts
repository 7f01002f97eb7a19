import {
  AUDIT_ENTRY,
  LETTER,
  LETTER_GROUP,
  REPLAY_COUNTS,
  REPLAYING,
  SERVICE_STATUS,
} from '@ansinh/contracts/examples/operations';

const SERVICE = 'notification';
/** Every service answered: the list is whole. */
const WHOLE = { unavailable: [] } as const;

export const READING_STATUS = {
  reply: { healthy: true, stuck: [], services: [{ service: SERVICE, status: 'ok', data: SERVICE_STATUS }] },
} as const;
export const LISTING_LETTERS = {
  query: { service: SERVICE, cause: LETTER.cause, state: 'open', pageSize: '20' },
  reply: { items: [LETTER], ...WHOLE },
} as const;
export const COUNTING_LETTERS = {
  query: { service: SERVICE, state: 'open' },
  reply: { items: [LETTER_GROUP], ...WHOLE },
} as const;
export const LISTING_AUDIT = {
  query: { service: SERVICE, action: AUDIT_ENTRY.action, pageSize: '20' },
  reply: { items: [AUDIT_ENTRY], ...WHOLE },
} as const;
export const REPLAYING_LETTERS = {
  body: { ...REPLAYING, service: SERVICE },
  reply: { total: REPLAY_COUNTS, services: [{ ...REPLAY_COUNTS, service: SERVICE }], ...WHOLE },
} as const;
