import { type KindList, openKind } from '../wire/open-kind';

/** Why a card may be withdrawn; decrees add reasons. */
const CARD_WITHDRAWAL_REASONS = {
  'left-employer': { vi: 'thôi việc', en: 'left the employer' },
  replaced: { vi: 'đổi thẻ', en: 'replaced by another card' },
  died: { vi: 'chết', en: 'death of the holder' },
  error: { vi: 'cấp sai', en: 'issued by mistake' },
} as const satisfies KindList;
export const CardWithdrawalReason = openKind('CardWithdrawalReason', CARD_WITHDRAWAL_REASONS);
