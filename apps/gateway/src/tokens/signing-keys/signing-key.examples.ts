const KEY = {
  kid: '2f1f0a5c-6c1e-4b7e-9a55-0d3c2f7be0aa',
  alg: 'ES256',
  status: 'signs',
  signsFrom: '2026-10-01T01:30:00.000Z',
  publishedUntil: null,
  isOfSettings: false,
} as const;

export const LISTING = { reply: { items: [KEY] } } as const;

export const ROLLING = {
  body: { reason: 'Kế hoạch đổi khóa hằng quý' },
  reply: {
    kid: '8b0e2a64-5a0e-4f3a-8d0f-6a4f9b1c7d21',
    signsFrom: '2026-10-05T01:45:00.000Z',
    publishedAheadMinutes: 15,
  },
} as const;
