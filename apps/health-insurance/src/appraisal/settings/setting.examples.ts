/** One of the rules; the answer lists them all. */
const QUANTITY = {
  code: 'QTY',
  nationalCodes: [],
  severity: 'ask',
  source: 'TT 12/2026/TT-BTC Art 10; QD 4750/QD-BYT table 2 field 12; lists of drugs and supplies (01-06/DM)',
  from: '2024-07-01',
  to: null,
  enabled: true,
  parameters: [],
  setFrom: null,
} as const;

export const LISTING = { query: { date: '2026-09-14' }, reply: [QUANTITY] } as const;

export const SWITCHING = {
  params: { code: 'QTY' },
  body: {
    from: '2027-01-01',
    enabled: false,
    reason: 'Công văn 1234/BHXH-GĐ ngày 30/9/2026: tạm dừng để rà soát danh mục thuốc.',
  },
  reply: { ...QUANTITY, enabled: false, setFrom: '2027-01-01' },
} as const;
