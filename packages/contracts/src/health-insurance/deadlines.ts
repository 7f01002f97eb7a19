import { type KindList, openKind } from '../wire/open-kind';

/** Work that somebody waits for, and by when the law wants it done. */
export const DEADLINE_STEPS = {
  'claim-correction': {
    vi: 'Sửa, ký và đề nghị thanh toán hồ sơ trả lại',
    en: 'Correct, sign and ask payment for returned claims',
  },
  appraisal: { vi: 'Kết quả giám định tự động', en: 'Result of the automatic appraisal' },
  explanation: { vi: 'Giải trình kết quả giám định (09/BH)', en: 'Explanation of the appraisal (09/BH)' },
  'explanation-decision': {
    vi: 'Quyết định về nội dung đã giải trình (09/BH)',
    en: 'Decision on what was explained (09/BH)',
  },
  'monthly-summary': { vi: 'Báo cáo tháng 01/BH', en: 'Monthly summary 01/BH' },
  'quarterly-summary': { vi: 'Báo cáo quý 02/BH', en: 'Quarterly summary 02/BH' },
  advance: { vi: 'Tạm ứng quý sau', en: 'Advance of the next quarter' },
  'quarterly-result': { vi: 'Kết quả giám định quý', en: 'Result of the quarterly appraisal' },
  'settlement-payment': { vi: 'Chi trả quyết toán', en: 'Payment of a settlement' },
  'certificate-renewal': {
    vi: 'Gia hạn chứng thư số ký hồ sơ',
    en: 'Renewal of the certificate that signs claim files',
  },
} as const satisfies KindList;
export type KnownDeadlineStep = keyof typeof DEADLINE_STEPS;
export const DeadlineStep = openKind('DeadlineStep', DEADLINE_STEPS);

/** How urgent it has become. Each is told once. */
export const DEADLINE_STAGES = {
  'due-soon': { vi: 'sắp đến hạn', en: 'falls due soon' },
  overdue: { vi: 'quá hạn', en: 'overdue' },
  escalated: { vi: 'quá hạn kéo dài', en: 'overdue for long: told to the agency' },
} as const satisfies KindList;
export type KnownDeadlineStage = keyof typeof DEADLINE_STAGES;
export const DeadlineStage = openKind('DeadlineStage', DEADLINE_STAGES);

/** Who has to act, or is told that somebody else does not. */
export const DEADLINE_OWNERS = {
  facility: { vi: 'cơ sở khám bệnh, chữa bệnh', en: 'medical facility' },
  agency: { vi: 'cơ quan bảo hiểm xã hội', en: 'social-insurance agency' },
} as const satisfies KindList;
export type KnownDeadlineOwner = keyof typeof DEADLINE_OWNERS;
export const DeadlineOwner = openKind('DeadlineOwner', DEADLINE_OWNERS);
