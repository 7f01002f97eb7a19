import { CLIENT, CLIENT_ID, REASON } from '../client.examples';

const params = { clientId: CLIENT_ID } as const;
const body = { reason: REASON } as const;

export const DISABLING = {
  params,
  body,
  reply: { ...CLIENT, status: 'disabled', disabledAt: '2026-10-05T01:30:00.000Z' },
} as const;
export const ENABLING = { params, body, reply: CLIENT } as const;
export const REVOKING = { params, body, reply: CLIENT } as const;
export const EXPIRING = {
  params,
  body: { ...body, expiresAt: '2027-12-31T23:59:59+07:00' },
  reply: CLIENT,
} as const;
