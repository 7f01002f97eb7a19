/** Nobody can say for what it was paid: it stays in suspense until somebody can. */
export const LISTING = {
  query: { outcome: 'suspense', pageSize: '20' },
  reply: {
    items: [
      {
        creditId: '01a109ae-99c0-7e05-8b1c-5d2f3a4b6c05',
        bankReference: 'FT26278100002',
        amountVnd: '1250000',
        outcome: 'suspense',
        allocatedVnd: '0',
        suspenseVnd: '1250000',
        reference: null,
      },
    ],
  },
} as const;
