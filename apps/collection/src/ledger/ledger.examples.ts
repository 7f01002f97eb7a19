/** One employer was assessed at 3,040,000 dong and has paid it: the money came in, was matched, and is owed by nobody. */
export const READING = {
  reply: {
    accounts: [
      { account: 'bank:970436', debitVnd: '3040000', creditVnd: '0' },
      { account: 'income:accident', debitVnd: '0', creditVnd: '47500' },
      { account: 'income:health', debitVnd: '0', creditVnd: '427500' },
      { account: 'income:retirement', debitVnd: '0', creditVnd: '2090000' },
      { account: 'income:sickness-maternity', debitVnd: '0', creditVnd: '285000' },
      { account: 'income:unemployment', debitVnd: '0', creditVnd: '190000' },
      { account: 'receivable:accident', debitVnd: '47500', creditVnd: '47500' },
      { account: 'receivable:health', debitVnd: '427500', creditVnd: '427500' },
      { account: 'receivable:retirement', debitVnd: '2090000', creditVnd: '2090000' },
      { account: 'receivable:sickness-maternity', debitVnd: '285000', creditVnd: '285000' },
      { account: 'receivable:unemployment', debitVnd: '190000', creditVnd: '190000' },
      { account: 'suspense', debitVnd: '3040000', creditVnd: '3040000' },
    ],
    debitVnd: '9120000',
    creditVnd: '9120000',
    balanced: true,
  },
} as const;
