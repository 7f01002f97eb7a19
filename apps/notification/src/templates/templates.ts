/** What a `{name}` of a text stands for; it decides how the value is written in each language. */
export type ValueKind = 'amount' | 'claim-amount' | 'date' | 'month' | 'number' | 'channel';

type Texts = { readonly title: string; readonly text: string };

export type Template = {
  readonly values: Readonly<Record<string, ValueKind>>;
  readonly vi: Texts;
  readonly en: Texts;
};

/**
 * All notices, by id and version. A template is never edited once it was used: a new wording is a new version, so that
 * the id tells for ever which words a participant read.
 */
export const TEMPLATES = {
  'card-activated.v1': {
    values: { validFrom: 'date', validTo: 'date', fiveYearsOn: 'date' },
    vi: {
      title: 'Thẻ bảo hiểm y tế có giá trị',
      text: 'Thẻ bảo hiểm y tế của ông/bà có giá trị sử dụng từ ngày {validFrom} đến ngày {validTo}. Thời điểm đủ 5 năm liên tục: {fiveYearsOn}.',
    },
    en: {
      title: 'Your health-insurance card is valid',
      text: 'Your health-insurance card is valid from {validFrom} to {validTo}. Five consecutive years are reached on {fiveYearsOn}.',
    },
  },
  'premium-paid.v1': {
    values: { total: 'amount', paidOn: 'date', months: 'number' },
    vi: {
      title: 'Đã nhận tiền đóng bảo hiểm y tế hộ gia đình',
      text: 'Cơ quan bảo hiểm xã hội đã nhận {total} tiền đóng bảo hiểm y tế {months} tháng của hộ gia đình ông/bà vào ngày {paidOn}.',
    },
    en: {
      title: 'The premium of your household has arrived',
      text: 'We received {total} for {months} months of health insurance of your household on {paidOn}.',
    },
  },
  'payout-created.v1': {
    values: { amount: 'amount', period: 'month', channel: 'channel' },
    vi: {
      title: 'Sắp chi trả lương hưu',
      text: 'Lương hưu kỳ {period} của ông/bà là {amount}, được chi trả {channel}.',
    },
    en: {
      title: 'Your pension will be paid',
      text: 'Your pension of {period} is {amount}; it will be paid {channel}.',
    },
  },
  'payout-paid.v1': {
    values: { amount: 'amount', period: 'month', paidOn: 'date', channel: 'channel' },
    vi: {
      title: 'Đã chi trả lương hưu',
      text: 'Lương hưu kỳ {period} của ông/bà, {amount}, đã được chi trả {channel} ngày {paidOn}.',
    },
    en: {
      title: 'Your pension has been paid',
      text: 'Your pension of {period}, {amount}, was paid {channel} on {paidOn}.',
    },
  },
  'payout-returned.v1': {
    values: { amount: 'amount', period: 'month', returnedOn: 'date', channel: 'channel' },
    vi: {
      title: 'Chưa chi trả được lương hưu',
      text: 'Lương hưu kỳ {period} của ông/bà, {amount}, chưa chi trả được {channel} (ngày {returnedOn}). Số tiền vẫn thuộc về ông/bà; cơ quan bảo hiểm xã hội sẽ chi trả lại.',
    },
    en: {
      title: 'Your pension could not be paid',
      text: 'Your pension of {period}, {amount}, could not be paid {channel} ({returnedOn}). The money remains yours; we will pay it again.',
    },
  },
  'claim-accepted.v1': {
    values: { fundPays: 'claim-amount', month: 'month' },
    vi: {
      title: 'Chi phí khám chữa bệnh được chấp nhận thanh toán',
      text: 'Quỹ bảo hiểm y tế chấp nhận thanh toán {fundPays} cho lượt khám chữa bệnh của ông/bà trong kỳ {month}.',
    },
    en: {
      title: 'The cost of your visit was accepted',
      text: 'The health-insurance fund pays {fundPays} for your visit, settled in {month}.',
    },
  },
  'claim-returned.v1': {
    values: { month: 'month' },
    vi: {
      title: 'Hồ sơ khám chữa bệnh đang được chỉnh sửa',
      text: 'Hồ sơ thanh toán lượt khám chữa bệnh của ông/bà trong kỳ {month} được trả lại để cơ sở y tế chỉnh sửa. Ông/bà không phải làm gì thêm.',
    },
    en: {
      title: 'The claim for your visit is being corrected',
      text: 'The claim for your visit of {month} went back to the facility for correction. You need not do anything.',
    },
  },
  'benefit-approved.v1': {
    values: { monthly: 'amount', fromMonth: 'month' },
    vi: {
      title: 'Quyết định hưởng lương hưu',
      text: 'Ông/bà được hưởng lương hưu {monthly} mỗi tháng, từ tháng {fromMonth}.',
    },
    en: {
      title: 'Your pension was approved',
      text: 'You receive a pension of {monthly} a month from {fromMonth}.',
    },
  },
  'benefit-refused.v1': {
    values: {},
    vi: {
      title: 'Hồ sơ đề nghị hưởng lương hưu không được duyệt',
      text: 'Hồ sơ đề nghị hưởng lương hưu của ông/bà không được duyệt. Xin liên hệ cơ quan bảo hiểm xã hội để biết lý do và quyền khiếu nại.',
    },
    en: {
      title: 'Your pension was not approved',
      text: 'Your application for a pension was not approved. Please ask the agency for the reasons and how to appeal.',
    },
  },
} as const satisfies Record<`${string}.v${number}`, Template>;

export type TemplateId = keyof typeof TEMPLATES;
