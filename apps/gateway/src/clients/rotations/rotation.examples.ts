import { CLIENT, CLIENT_ID, CONTACT, INVITATION, REASON } from '../client.examples';

const SECRET = 'mYx1s8Kc5Zt2Wn9Rf6Ld4HaTgUeXoMiPqBEJb3pQ0v7';
const params = { clientId: CLIENT_ID } as const;

export const ROTATING = {
  params,
  body: { reason: REASON, contact: CONTACT, overlapDays: 3 },
  reply: { ...CLIENT, invitation: { ...INVITATION, overlapDays: 3 } },
} as const;

export const ENDING_OVERLAP = { params, body: { reason: REASON }, reply: CLIENT } as const;

export const OWN = { reply: { ...CLIENT, lastUsedAt: '2026-10-05T01:29:00.000Z' } } as const;

export const ROTATING_OWN = {
  body: { currentSecret: 'Jb3pQ0v7mYx1s8Kc5Zt2Wn9Rf6Ld4HaTgUeXoMiPqBE', overlapDays: 3 },
  reply: { clientId: CLIENT_ID, clientSecret: SECRET, formerUntil: '2026-10-08T01:30:00.000Z' },
} as const;

export const ENDING_OWN = { reply: CLIENT } as const;
