import { AGENCY_ACCOUNT, EMPLOYER, MONTH, TODAY } from '@ansinh/contracts/examples/story';

const { employerId } = EMPLOYER;
const REFERENCE = 'BH6000000001DNA03202610';

/** 10.5 % and 21.5 % of one wage of 9,500,000 dong. */
export const READING = {
  params: { employerId, month: MONTH },
  reply: {
    statementId: '01a109ae-99c0-7e04-8b1c-5d2f3a4b6c04',
    employerId,
    month: MONTH,
    dueDate: '2026-11-30',
    workers: 1,
    status: 'due',
    reference: REFERENCE,
    funds: [
      { fund: 'retirement', employeeVnd: '760000', employerVnd: '1330000', dueVnd: '2090000', paidVnd: '0' },
      { fund: 'sickness-maternity', employeeVnd: '0', employerVnd: '285000', dueVnd: '285000', paidVnd: '0' },
      { fund: 'accident', employeeVnd: '0', employerVnd: '47500', dueVnd: '47500', paidVnd: '0' },
      { fund: 'unemployment', employeeVnd: '95000', employerVnd: '95000', dueVnd: '190000', paidVnd: '0' },
      { fund: 'health', employeeVnd: '142500', employerVnd: '285000', dueVnd: '427500', paidVnd: '0' },
    ],
    dueVnd: '3040000',
    paidVnd: '0',
    outstandingVnd: '3040000',
    interestVnd: '0',
    asOf: TODAY,
  },
} as const;

export const ASKING_HOW_TO_PAY = {
  params: { employerId },
  query: { month: MONTH },
  reply: {
    reference: REFERENCE,
    amountVnd: '3040000',
    account: AGENCY_ACCOUNT,
    content: REFERENCE,
    vietQr:
      '00020101021238570010A00000072701270006970436011310660000000010208QRIBFTTA5303704540730400005802VN62270823BH6000000001DNA0320261063049E3B',
  },
} as const;
