import type { Templates } from './template';

/** The first wording, which called every payout a pension. */
const FIRST = {
  'payout-created.v1': {
    values: { amount: 'amount', period: 'month', channel: 'payout-channel' },
    email: 'title',
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
    values: { amount: 'amount', period: 'month', paidOn: 'date', channel: 'payout-channel' },
    email: 'title',
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
    values: { amount: 'amount', period: 'month', returnedOn: 'date', channel: 'payout-channel' },
    email: 'title',
    vi: {
      title: 'Chưa chi trả được lương hưu',
      text: 'Lương hưu kỳ {period} của ông/bà, {amount}, chưa chi trả được {channel} (ngày {returnedOn}). Số tiền vẫn thuộc về ông/bà; cơ quan bảo hiểm xã hội sẽ chi trả lại.',
    },
    en: {
      title: 'Your pension could not be paid',
      text: 'Your pension of {period}, {amount}, could not be paid {channel} ({returnedOn}). The money remains yours; we will pay it again.',
    },
  },
} as const satisfies Templates;

export const PAYOUT_TEMPLATES = {
  ...FIRST,
  'payout-created.v2': {
    values: { kind: 'payout-kind', amount: 'amount', period: 'month', channel: 'payout-channel' },
    email: 'title',
    vi: {
      title: 'Ông/bà sắp nhận {kind}',
      text: 'Ông/bà sắp nhận {kind} kỳ {period}: {amount}. Hình thức chi trả: {channel}.',
    },
    en: {
      title: 'You will receive your {kind}',
      text: 'You will receive your {kind} for {period}: {amount}. Way of payment: {channel}.',
    },
  },
  'payout-paid.v2': {
    values: { kind: 'payout-kind', amount: 'amount', period: 'month', paidOn: 'date', channel: 'payout-channel' },
    email: 'title',
    vi: {
      title: 'Ông/bà đã nhận {kind}',
      text: 'Ngày {paidOn}, ông/bà đã nhận {kind} kỳ {period}: {amount}. Hình thức chi trả: {channel}. Nếu chưa thấy số tiền này, xin ông/bà báo cho cơ quan bảo hiểm xã hội.',
    },
    en: {
      title: 'You have received your {kind}',
      text: 'On {paidOn} you received your {kind} for {period}: {amount}. Way of payment: {channel}. If you do not find the money, please tell the social-insurance agency.',
    },
  },
  'payout-returned.v2': {
    values: { kind: 'payout-kind', amount: 'amount', period: 'month', returnedOn: 'date', channel: 'payout-channel' },
    email: 'title',
    vi: {
      title: 'Ông/bà chưa nhận được {kind}',
      text: 'Chúng tôi chưa chuyển được {kind} kỳ {period} đến ông/bà: {amount}, bị trả lại ngày {returnedOn} (hình thức chi trả: {channel}). Số tiền vẫn thuộc về ông/bà. Xin ông/bà mang căn cước đến cơ quan bảo hiểm xã hội để báo tài khoản ngân hàng khác hoặc chọn nhận tiền mặt tại bưu điện; sau đó chúng tôi sẽ chi trả lại.',
    },
    en: {
      title: 'Your {kind} did not reach you',
      text: 'Your {kind} for {period} did not reach you: {amount}, sent back on {returnedOn} (way of payment: {channel}). The money remains yours. Please come to the social-insurance agency with your identity card and name another bank account, or choose cash at a post office; then we will pay it again.',
    },
  },
} as const satisfies Templates;
