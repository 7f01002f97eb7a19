import type { KindName } from '../../wire/open-kind';

/** What other services are told by an act that two persons agree on, as who decides reads it. Sorted. */
export const EFFECT_NAMES: Readonly<Record<string, KindName>> = {
  'ansinh.enrollment.CalendarDaySet.v1': { vi: 'Báo ngày nghỉ hoặc ngày làm bù', en: 'A day of the calendar is told' },
  'ansinh.enrollment.CardIssued.v1': { vi: 'Cấp thẻ BHYT', en: 'An insurance card is issued' },
  'ansinh.enrollment.EmployerRegistered.v1': { vi: 'Báo vùng lương của đơn vị', en: 'The zone of an employer is told' },
  'ansinh.enrollment.LawChanged.v1': { vi: 'Báo giá trị theo luật', en: 'A value of the law is told' },
  'ansinh.enrollment.ParticipantRegistered.v1': { vi: 'Ghi nhận người tham gia', en: 'A participant is registered' },
  'ansinh.gateway.AccessRevoked.v1': { vi: 'Chấm dứt quyền truy cập đã cấp', en: 'Tokens that were given out end' },
  'ansinh.health-insurance.AdvanceApproved.v1': { vi: 'Chi tạm ứng cho cơ sở KCB', en: 'An advance is to be paid' },
  'ansinh.health-insurance.FacilityRegistered.v1': {
    vi: 'Báo cơ sở KCB và tài khoản nhận tiền',
    en: 'A facility and its account are told',
  },
  'ansinh.health-insurance.SettlementApproved.v1': {
    vi: 'Chi thanh toán tháng cho cơ sở KCB',
    en: 'A settlement is to be paid',
  },
  'ansinh.payment.PayoutRedirected.v1': { vi: 'Chi lại khoản bị trả về', en: 'A payout goes out again' },
};

/** Of what has no name here its type. */
export const nameOfEffect = (name: string): KindName => EFFECT_NAMES[name] ?? { vi: name, en: name };
