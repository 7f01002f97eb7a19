import type { z } from 'zod';
import { type KindList, type KindName, type KindOf, openKind } from '../wire/open-kind';
import { FuneralClaim } from './benefits/funeral.api';
import { PensionClaim } from './benefits/pension.api';

/** The funds that owe payouts, as they are called in the books. */
export const PAYING_FUNDS = {
  pension: { vi: 'quỹ hưu trí và tử tuất', en: 'retirement and survivorship fund' },
  health: { vi: 'quỹ bảo hiểm y tế', en: 'health-insurance fund' },
} as const satisfies KindList;
export type PayingFund = KindOf<typeof PAYING_FUNDS>;

type PayoutKindRow = KindName & {
  /** What the bank of the payee reads: a code of the ISO 20022 list of external purposes. */
  readonly purpose: string;
  readonly fund: PayingFund;
};

/** How a benefit is paid: the law knows no third way. */
export const BENEFIT_PAYMENTS = ['monthly', 'once'] as const;

type BenefitKindRow = PayoutKindRow & {
  readonly payment: (typeof BENEFIT_PAYMENTS)[number];
  /** The part of a claim that is its own. */
  readonly claim: z.ZodObject;
};

/** What a participant can be granted. Each kind is paid as a payout kind of the same word. */
export const BENEFIT_KINDS = {
  pension: {
    vi: 'lương hưu',
    en: 'pension',
    purpose: 'PENS',
    fund: 'pension',
    payment: 'monthly',
    claim: PensionClaim,
  },
  funeral: {
    vi: 'trợ cấp mai táng',
    en: 'funeral allowance',
    purpose: 'SSBE',
    fund: 'pension',
    payment: 'once',
    claim: FuneralClaim,
  },
} as const satisfies Record<string, BenefitKindRow>;
export type KnownBenefitKind = KindOf<typeof BENEFIT_KINDS>;
export const BenefitKind = openKind('BenefitKind', BENEFIT_KINDS);

/** What money goes out for. */
export const PAYOUT_KINDS = {
  ...BENEFIT_KINDS,
  settlement: { vi: 'chi phí KCB BHYT', en: 'settlement of health-care costs', purpose: 'HLTI', fund: 'health' },
  advance: { vi: 'tạm ứng chi phí KCB BHYT', en: 'advance on health-care costs', purpose: 'HLTI', fund: 'health' },
} as const satisfies Record<string, PayoutKindRow>;
export type KnownPayoutKind = KindOf<typeof PAYOUT_KINDS>;
export const PayoutKind = openKind('PayoutKind', PAYOUT_KINDS);

/** How money goes out. */
export const PAYOUT_CHANNELS = {
  bank: { vi: 'chuyển khoản ngân hàng', en: 'bank transfer' },
  'post-office': { vi: 'tiền mặt tại bưu điện', en: 'cash at a post office' },
} as const satisfies KindList;
export type KnownPayoutChannel = KindOf<typeof PAYOUT_CHANNELS>;
export const PayoutChannel = openKind('PayoutChannel', PAYOUT_CHANNELS);

/** Who can be paid. */
export const BENEFICIARY_KINDS = {
  participant: { vi: 'người hưởng', en: 'participant' },
  facility: { vi: 'cơ sở khám bệnh, chữa bệnh', en: 'medical facility' },
} as const satisfies KindList;
export type KnownBeneficiaryKind = KindOf<typeof BENEFICIARY_KINDS>;
export const BeneficiaryKind = openKind('BeneficiaryKind', BENEFICIARY_KINDS);
