import { AGENCY_ACCOUNT, HOUSEHOLD } from '@ansinh/contracts/examples/story';

const { reference } = HOUSEHOLD;

/** Twelve months of 4.5 % of 2,530,000 dong for the first member, 70 % of it for the second: 1,366,200 + 956,340. */
export const ASKING_HOW_TO_PAY = {
  params: { reference },
  reply: {
    reference,
    amountVnd: '2322540',
    account: AGENCY_ACCOUNT,
    content: reference,
    vietQr:
      '00020101021238570010A00000072701270006970436011310660000000010208QRIBFTTA5303704540723225405802VN62140810HD7K3M9QXA63041C2F',
  },
} as const;
