import { type KindList, openKind } from '../wire/open-kind';

/** Whom a message can be for. A tenant of another kind has an inbox as well; nothing is told to it yet. */
export const RECIPIENT_KINDS = {
  participant: { vi: 'người tham gia', en: 'participant' },
  facility: { vi: 'cơ sở khám bệnh, chữa bệnh', en: 'medical facility' },
  employer: { vi: 'đơn vị sử dụng lao động', en: 'employer' },
  agency: { vi: 'cơ quan bảo hiểm xã hội', en: 'agency' },
} as const satisfies KindList;
export const RecipientKind = openKind('RecipientKind', RECIPIENT_KINDS);
