const SESSION = {
  sessionId: 'Qm3vXl0TtW8yRk5ZcBn1dPhs7JaGfEuLo9iKx2Vw4Hq',
  startedAt: '2026-10-05T00:55:00.000Z',
  lastSeenAt: '2026-10-05T01:28:00.000Z',
  expiresAt: '2026-10-05T08:55:00.000Z',
  factors: 2,
  isThis: true,
} as const;

export const LISTING = { reply: { items: [SESSION] } } as const;
export const ENDING = { params: { sessionId: SESSION.sessionId }, reply: { ended: 1 } } as const;
export const ENDING_ALL = { reply: { ended: 2 } } as const;
