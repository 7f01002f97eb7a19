import { BANK_BIN } from '@ansinh/contracts/examples/story';
import { CLIENT, CLIENT_ID, CONTACT, INVITATION } from '../client.examples';

export const REGISTERING = {
  body: {
    clientId: CLIENT_ID,
    name: CLIENT.name,
    role: 'bank',
    tenantCode: BANK_BIN,
    contact: CONTACT,
    expiresAt: '2027-12-31T23:59:59+07:00',
  },
  reply: { ...CLIENT, status: 'invited', proof: null, invitation: INVITATION },
} as const;

const LISTED = { ...CLIENT, lastUsedAt: '2026-10-05T01:29:00.000Z' } as const;

export const LISTING = { query: { pageSize: '20' }, reply: { items: [LISTED] } } as const;

export const READING = {
  params: { clientId: CLIENT_ID },
  reply: {
    ...LISTED,
    createdAt: '2026-10-01T01:30:00.000Z',
    createdBy: 'administrator',
    invitation: {
      contact: CONTACT,
      createdAt: '2026-10-01T01:30:00.000Z',
      sentAt: '2026-10-01T01:30:05.000Z',
      expiresAt: '2026-10-04T01:30:05.000Z',
      openedAt: '2026-10-01T03:12:40.000Z',
    },
    history: [
      {
        at: '2026-10-01T01:30:00.000000Z',
        by: 'administrator',
        action: 'client.register',
        reason: null,
        outcome: 'bank',
      },
    ],
  },
} as const;
