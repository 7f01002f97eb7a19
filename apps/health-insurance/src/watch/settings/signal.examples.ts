/** One of the signals; the answer lists them all. */
const FREQUENCY = {
  code: 'FREQUENCY',
  text: 'Far more visits in the month than other persons with visits',
  textVi: 'Số lượt khám trong tháng cao bất thường so với những người có đi khám',
  source: 'TT 12/2026/TT-BTC Art 10 (interval between visits); limit by median and median deviation, of the agency',
  enabled: true,
  parameters: [
    {
      name: 'minVisits',
      value: 8,
      default: 8,
      min: 2,
      max: 100,
      text: 'Visits of a month below which nobody is suspicious',
    },
  ],
  setFrom: null,
} as const;

export const LISTING_SIGNALS = { query: { date: '2026-09-01' }, reply: [FREQUENCY] } as const;

export const CHANGING_SIGNAL = {
  params: { code: 'FREQUENCY' },
  body: {
    from: '2027-01-01',
    enabled: true,
    parameters: { minVisits: 10 },
    reason: 'Công văn 1234/BHXH-GĐ ngày 30/9/2026: nâng ngưỡng cho mùa dịch.',
  },
  reply: {
    ...FREQUENCY,
    parameters: FREQUENCY.parameters.map((parameter) => ({ ...parameter, value: 10 })),
    setFrom: '2027-01-01',
  },
} as const;
