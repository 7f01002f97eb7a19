import { LAW } from '../vocabulary/law/registry';
import { type KindList, type KindOf, openKind } from '../wire/open-kind';

/** Why a card may be withdrawn; decrees add reasons. */
export const CARD_WITHDRAWAL_REASONS = {
  'left-employer': { vi: 'thôi việc', en: 'left the employer' },
  replaced: { vi: 'đổi thẻ', en: 'replaced by another card' },
  died: { vi: 'chết', en: 'death of the holder' },
  error: { vi: 'cấp sai', en: 'issued by mistake' },
} as const satisfies KindList;
export type KnownCardWithdrawalReason = KindOf<typeof CARD_WITHDRAWAL_REASONS>;
export const CardWithdrawalReason = openKind('CardWithdrawalReason', CARD_WITHDRAWAL_REASONS);

/** How near the last day of a card is. Each is told once of each last day. */
export const CARD_EXPIRY_STAGES = {
  ending: { vi: 'sắp hết giá trị', en: 'ends within 30 days' },
  ended: { vi: 'đã hết giá trị', en: 'has ended' },
} as const satisfies KindList;
export type KnownCardExpiryStage = KindOf<typeof CARD_EXPIRY_STAGES>;
export const CardExpiryStage = openKind('CardExpiryStage', CARD_EXPIRY_STAGES);

/** A parameter of the law as events name it: a later release may tell of one that this one does not know. */
export const LawParameterName = openKind('LawParameterName', LAW);
