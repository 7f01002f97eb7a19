import { type KindList, openKind } from '../wire/open-kind';

/** What a payout is called, what the bank of the payee reads of it, and which fund pays it. */
type PayoutKindRow = {
  readonly vi: string;
  readonly en: string;
  /** A code of the ISO 20022 list of external purposes. */
  readonly purpose: string;
  /** The fund that owes it, as an account of the ledger: `fund:<name>`. */
  readonly fund: 'pension' | 'health';
};

/** What a participant can be granted. Each kind is paid as a payout kind of the same word. */
export const BENEFIT_KINDS = {
  pension: { vi: 'lương hưu', en: 'pension', purpose: 'PENS', fund: 'pension' },
  funeral: { vi: 'trợ cấp mai táng', en: 'funeral allowance', purpose: 'SSBE', fund: 'pension' },
} as const satisfies Record<string, PayoutKindRow>;
export type KnownBenefitKind = keyof typeof BENEFIT_KINDS;
export const BenefitKind = openKind('BenefitKind', BENEFIT_KINDS);

/** What money goes out for. */
export const PAYOUT_KINDS = {
  ...BENEFIT_KINDS,
  settlement: { vi: 'chi phí KCB BHYT', en: 'settlement of health-care costs', purpose: 'HLTI', fund: 'health' },
  advance: { vi: 'tạm ứng chi phí KCB BHYT', en: 'advance on health-care costs', purpose: 'HLTI', fund: 'health' },
} as const satisfies Record<string, PayoutKindRow>;
export type KnownPayoutKind = keyof typeof PAYOUT_KINDS;
export const PayoutKind = openKind('PayoutKind', PAYOUT_KINDS);

/** How money goes out. */
export const PAYOUT_CHANNELS = {
  bank: { vi: 'chuyển khoản ngân hàng', en: 'bank transfer' },
  'post-office': { vi: 'tiền mặt tại bưu điện', en: 'cash at a post office' },
} as const satisfies KindList;
export type KnownPayoutChannel = keyof typeof PAYOUT_CHANNELS;
export const PayoutChannel = openKind('PayoutChannel', PAYOUT_CHANNELS);

/** Who can be paid. */
export const BENEFICIARY_KINDS = {
  participant: { vi: 'người hưởng', en: 'participant' },
  facility: { vi: 'cơ sở khám bệnh, chữa bệnh', en: 'medical facility' },
} as const satisfies KindList;
export type KnownBeneficiaryKind = keyof typeof BENEFICIARY_KINDS;
export const BeneficiaryKind = openKind('BeneficiaryKind', BENEFICIARY_KINDS);
