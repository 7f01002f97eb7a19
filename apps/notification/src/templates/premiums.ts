import type { Templates } from './template';

export const PREMIUM_TEMPLATES = {
  'premium-paid.v1': {
    values: { total: 'amount', paidOn: 'date', months: 'number' },
    outside: 'title',
    asks: false,
    vi: {
      title: 'Đã nhận tiền đóng bảo hiểm y tế hộ gia đình',
      text: 'Cơ quan bảo hiểm xã hội đã nhận {total} tiền đóng bảo hiểm y tế {months} tháng của hộ gia đình ông/bà vào ngày {paidOn}.',
    },
    en: {
      title: 'The premium of your household has arrived',
      text: 'We received {total} for {months} months of health insurance of your household on {paidOn}.',
    },
  },
} as const satisfies Templates;
