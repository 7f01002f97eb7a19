import type { Templates } from './template';

/** Cards and visits. That somebody was treated is nobody else's business: by e-mail not even the title goes out. */
export const HEALTH_TEMPLATES = {
  'card-activated.v1': {
    values: { validFrom: 'date', validTo: 'date', fiveYearsOn: 'date' },
    email: 'title',
    vi: {
      title: 'Thẻ bảo hiểm y tế có giá trị',
      text: 'Thẻ bảo hiểm y tế của ông/bà có giá trị sử dụng từ ngày {validFrom} đến ngày {validTo}. Thời điểm đủ 5 năm liên tục: {fiveYearsOn}.',
    },
    en: {
      title: 'Your health-insurance card is valid',
      text: 'Your health-insurance card is valid from {validFrom} to {validTo}. Five consecutive years are reached on {fiveYearsOn}.',
    },
  },
  'claim-accepted.v1': {
    values: { fundPays: 'claim-amount', month: 'month' },
    email: 'nothing',
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
    email: 'nothing',
    vi: {
      title: 'Hồ sơ khám chữa bệnh đang được chỉnh sửa',
      text: 'Hồ sơ thanh toán lượt khám chữa bệnh của ông/bà trong kỳ {month} được trả lại để cơ sở y tế chỉnh sửa. Ông/bà không phải làm gì thêm.',
    },
    en: {
      title: 'The claim for your visit is being corrected',
      text: 'The claim for your visit of {month} went back to the facility for correction. You need not do anything.',
    },
  },
} as const satisfies Templates;
