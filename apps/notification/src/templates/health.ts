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
  'card-ending.v1': {
    values: { validTo: 'date' },
    email: 'title',
    vi: {
      title: 'Thẻ bảo hiểm y tế sắp hết giá trị sử dụng',
      text: 'Thẻ bảo hiểm y tế của ông/bà có giá trị sử dụng đến hết ngày {validTo}. Nếu tự đóng, xin gia hạn và nộp tiền trước ngày đó để thẻ được dùng liên tục. Nếu được ngân sách nhà nước hoặc tổ chức đóng thay, thẻ được gia hạn theo danh sách và ông/bà không phải làm gì thêm.',
    },
    en: {
      title: 'Your health-insurance card ends soon',
      text: 'Your health-insurance card is valid until the end of {validTo}. If you pay for it yourself, please order and pay before that day, so that it goes on without a break. If the State or an organisation pays for you, it is prolonged by their list and you need not do anything.',
    },
  },
  'card-ended.v1': {
    values: { validTo: 'date' },
    email: 'title',
    vi: {
      title: 'Thẻ bảo hiểm y tế đã hết giá trị sử dụng',
      text: 'Thẻ bảo hiểm y tế của ông/bà đã hết giá trị sử dụng sau ngày {validTo}. Xin đăng ký và nộp tiền để được cấp lại giá trị sử dụng; gián đoạn càng lâu thì thời gian tham gia liên tục càng dễ bị mất.',
    },
    en: {
      title: 'Your health-insurance card has ended',
      text: 'Your health-insurance card was valid until the end of {validTo}. Please order and pay, so that it becomes valid again; a longer break may end your consecutive insured years.',
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
