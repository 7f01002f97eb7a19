import type { Template, Templates, Texts } from './template';

const FIRST_ANSWERS = {
  'claim-accepted.v2': {
    values: { fundPays: 'claim-amount', month: 'month' },
    outside: 'nothing',
    asks: false,
    vi: {
      title: 'Chi phí khám chữa bệnh được chấp nhận thanh toán',
      text: 'Quỹ bảo hiểm y tế chấp nhận thanh toán {fundPays} cho lượt khám chữa bệnh của ông/bà trong kỳ {month}. Ông/bà không phải làm gì thêm.',
    },
    en: {
      title: 'The cost of your visit was accepted',
      text: 'The health-insurance fund pays {fundPays} for your visit, settled in {month}. You need not do anything.',
    },
  },
  'claim-questioned.v1': {
    values: { fundPays: 'claim-amount', month: 'month' },
    outside: 'nothing',
    asks: false,
    vi: {
      title: 'Chi phí khám chữa bệnh được tạm chấp nhận, còn nội dung đang được xem xét',
      text: 'Quỹ bảo hiểm y tế tạm chấp nhận thanh toán {fundPays} cho lượt khám chữa bệnh của ông/bà trong kỳ {month}. Một số nội dung còn chờ cơ sở y tế giải trình và cơ quan bảo hiểm xã hội quyết định, nên số tiền này có thể giảm. Ông/bà không phải làm gì thêm; khi có quyết định, chúng tôi sẽ thông báo.',
    },
    en: {
      title: 'The cost of your visit was accepted for now; some of it is being examined',
      text: 'For now the health-insurance fund pays {fundPays} for your visit, settled in {month}. The facility has still to explain some of it and the social-insurance agency to decide on it, so that it may become less. You need not do anything; we will tell you what was decided.',
    },
  },
  'claim-unpaid.v1': {
    values: { month: 'month' },
    outside: 'nothing',
    asks: false,
    vi: {
      title: 'Lượt khám chữa bệnh không được quỹ bảo hiểm y tế thanh toán',
      text: 'Quỹ bảo hiểm y tế không thanh toán khoản nào cho lượt khám chữa bệnh của ông/bà trong kỳ {month}. Nếu muốn biết lý do hoặc không đồng ý, ông/bà có thể hỏi cơ sở y tế hoặc cơ quan bảo hiểm xã hội.',
    },
    en: {
      title: 'The fund pays nothing for your visit',
      text: 'The health-insurance fund pays nothing for your visit, settled in {month}. If you want to know why or do not agree, you may ask the facility or the social-insurance agency.',
    },
  },
  'claim-returned.v2': {
    values: { month: 'month' },
    outside: 'nothing',
    asks: false,
    vi: {
      title: 'Hồ sơ khám chữa bệnh đang được chỉnh sửa',
      text: 'Hồ sơ thanh toán lượt khám chữa bệnh của ông/bà trong kỳ {month} được trả lại để cơ sở y tế chỉnh sửa. Nếu cơ sở y tế hỏi, xin ông/bà xuất trình thẻ bảo hiểm y tế và căn cước.',
    },
    en: {
      title: 'The claim for your visit is being corrected',
      text: 'The claim for your visit of {month} went back to the facility for correction. If the facility asks for them, please show your health-insurance card and your identity card.',
    },
  },
  'claim-card-missing.v1': {
    values: { month: 'month' },
    outside: 'nothing',
    asks: true,
    vi: {
      title: 'Xin mang thẻ bảo hiểm y tế còn giá trị đến cơ sở y tế',
      text: 'Hồ sơ thanh toán lượt khám chữa bệnh của ông/bà trong kỳ {month} được trả lại cơ sở y tế, vì thông tin thẻ bảo hiểm y tế chưa đúng hoặc thẻ không có giá trị trong thời gian đó. Xin ông/bà mang thẻ còn giá trị và căn cước đến cơ sở y tế đã khám. Nếu không có thẻ, xin hỏi cơ quan bảo hiểm xã hội.',
    },
    en: {
      title: 'Please bring a valid health-insurance card to the facility',
      text: 'The claim for your visit of {month} went back to the facility: the data of the health-insurance card are not right, or the card was not valid then. Please bring a valid card and your identity card to the facility that treated you. If you have no card, please ask the social-insurance agency.',
    },
  },
} as const satisfies Templates;

const REPLACES: Readonly<Record<'vi' | 'en', Texts>> = {
  vi: { title: ' (thay thông báo trước)', text: ' Thông báo này thay cho thông báo trước về lượt khám chữa bệnh này.' },
  en: { title: ' (replaces the message before)', text: ' This message replaces the one before about this visit.' },
};

const joined = (said: Texts, more: Texts): Texts => ({ title: said.title + more.title, text: said.text + more.text });

/** A later answer to the same visit: it says that the former one does not hold any more. */
const later = <Values extends Template['values']>(
  first: Omit<Template, 'values'> & { readonly values: Values },
): Omit<Template, 'values'> & { readonly values: Values } => ({
  ...first,
  vi: joined(first.vi, REPLACES.vi),
  en: joined(first.en, REPLACES.en),
});

/** Cards and visits. That somebody was treated is nobody else's business: by e-mail not even the title goes out. */
export const HEALTH_TEMPLATES = {
  // The first day may be weeks ahead, and a mail says the title alone: no title says that the card is valid.
  'card-activated.v2': {
    values: { validFrom: 'date', validTo: 'date', fiveYearsOn: 'date' },
    outside: 'title',
    asks: false,
    vi: {
      title: 'Thẻ bảo hiểm y tế đã được cấp: xin xem từ ngày nào thẻ có giá trị',
      text: 'Thẻ bảo hiểm y tế của ông/bà có giá trị sử dụng từ ngày {validFrom} đến hết ngày {validTo}; trước ngày {validFrom} thẻ này chưa dùng được. Thời điểm đủ 5 năm liên tục: {fiveYearsOn}.',
    },
    en: {
      title: 'Your health-insurance card: see from which day on it is valid',
      text: 'Your health-insurance card is valid from {validFrom} to {validTo}; it cannot be used before {validFrom}. Five consecutive years are reached on {fiveYearsOn}.',
    },
  },
  'card-withdrawn.v1': {
    values: { from: 'date', reason: 'withdrawal-reason' },
    outside: 'title',
    asks: true,
    vi: {
      title: 'Thẻ bảo hiểm y tế bị thu hồi: xin xem từ ngày nào thẻ không còn giá trị',
      text: 'Từ ngày {from}, thẻ bảo hiểm y tế của ông/bà không còn giá trị sử dụng. Lý do: {reason}. Nếu chưa có thẻ khác, xin ông/bà đăng ký tham gia theo hộ gia đình để không bị gián đoạn. Nếu thấy không đúng, xin liên hệ cơ quan bảo hiểm xã hội.',
    },
    en: {
      title: 'Your health-insurance card is withdrawn: see from which day on',
      text: 'From {from} on your health-insurance card is not valid any more. Reason: {reason}. If you have no other card, please order insurance for your household, so that there is no break. If this is not right, please contact the social-insurance agency.',
    },
  },
  'card-replaced.v1': {
    values: { from: 'date' },
    outside: 'title',
    asks: false,
    vi: {
      title: 'Thẻ bảo hiểm y tế được thay bằng thẻ khác',
      text: 'Từ ngày {from}, thẻ bảo hiểm y tế trước đây của ông/bà được thay bằng thẻ khác và không còn giá trị sử dụng. Xin ông/bà dùng thẻ mới.',
    },
    en: {
      title: 'Your health-insurance card was replaced',
      text: 'From {from} on another card takes the place of your former health-insurance card, which is not valid any more. Please use the new one.',
    },
  },
  'card-ending.v1': {
    values: { validTo: 'date' },
    outside: 'title',
    asks: true,
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
    outside: 'title',
    asks: true,
    vi: {
      title: 'Thẻ bảo hiểm y tế đã hết giá trị sử dụng',
      text: 'Thẻ bảo hiểm y tế của ông/bà đã hết giá trị sử dụng sau ngày {validTo}. Xin đăng ký và nộp tiền để được cấp lại giá trị sử dụng; gián đoạn càng lâu thì thời gian tham gia liên tục càng dễ bị mất.',
    },
    en: {
      title: 'Your health-insurance card has ended',
      text: 'Your health-insurance card was valid until the end of {validTo}. Please order and pay, so that it becomes valid again; a longer break may end your consecutive insured years.',
    },
  },
  ...FIRST_ANSWERS,
  'claim-accepted-later.v1': later(FIRST_ANSWERS['claim-accepted.v2']),
  'claim-questioned-later.v1': later(FIRST_ANSWERS['claim-questioned.v1']),
  'claim-unpaid-later.v1': later(FIRST_ANSWERS['claim-unpaid.v1']),
  'claim-returned-later.v1': later(FIRST_ANSWERS['claim-returned.v2']),
  'claim-card-missing-later.v1': later(FIRST_ANSWERS['claim-card-missing.v1']),
} as const satisfies Templates;
