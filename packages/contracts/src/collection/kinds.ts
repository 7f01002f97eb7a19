import { type KindList, type KindOf, openKind } from '../wire/open-kind';

/** How far arrears of a month have come, the mildest first. Each is told once. */
export const ARREARS_STAGES = {
  late: { vi: 'chậm đóng', en: 'late' },
  urged: { vi: 'đôn đốc', en: 'urged to pay' },
  evasion: { vi: 'có dấu hiệu trốn đóng', en: 'unpaid for so long that it may be evasion: told to the agency' },
} as const satisfies KindList;
export type KnownArrearsStage = KindOf<typeof ARREARS_STAGES>;
export const ArrearsStage = openKind('ArrearsStage', ARREARS_STAGES);

/** Who has to act. */
const ARREARS_OWNERS = {
  employer: { vi: 'đơn vị sử dụng lao động', en: 'employer' },
  agency: { vi: 'cơ quan bảo hiểm xã hội', en: 'social-insurance agency' },
} as const satisfies KindList;
export type KnownArrearsOwner = KindOf<typeof ARREARS_OWNERS>;
export const ArrearsOwner = openKind('ArrearsOwner', ARREARS_OWNERS);
