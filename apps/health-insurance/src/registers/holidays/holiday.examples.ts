const CULTURE_DAY = {
  name: 'Ngày Văn hóa Việt Nam',
  source: 'Resolution 30/NQ-CP',
  confirmed: true,
} as const;

export const LISTING = { reply: { items: [{ ...CULTURE_DAY, day: '2026-11-24' }] } } as const;

export const ENTERING = {
  params: { day: '2026-11-24' },
  body: CULTURE_DAY,
  reply: { ...CULTURE_DAY, day: '2026-11-24' },
} as const;
