import type { Template, Templates } from './template';

type Words = { readonly vi: string; readonly en: string };
const MONTHLY: Words = { vi: ' kỳ {period}', en: ' for {period}' };
/** What is paid once is for no month. */
const ONCE: Words = { vi: '', en: '' };

/** The same words of what is paid every month and of what is paid once: `month` stands where the month is named. */
const written = <Values extends Template['values']>(
  values: Values,
  asks: boolean,
  { vi, en }: Pick<Template, 'vi' | 'en'>,
  month: Words,
): Omit<Template, 'values'> & { readonly values: Values } => ({
  values,
  outside: 'title',
  asks,
  vi: { title: vi.title, text: vi.text.replace('<month>', month.vi) },
  en: { title: en.title, text: en.text.replace('<month>', month.en) },
});

const CREATED = {
  vi: {
    title: 'Ông/bà sắp nhận {kind}',
    text: 'Ông/bà sắp nhận {kind}<month>: {amount}. Hình thức chi trả: {channel}.',
  },
  en: {
    title: 'You will receive your {kind}',
    text: 'You will receive your {kind}<month>: {amount}. Way of payment: {channel}.',
  },
};
const CREATED_IN_CASH = {
  vi: {
    title: 'Xin đến bưu điện nhận {kind}',
    text: 'Ông/bà được nhận {kind}<month>: {amount}, bằng tiền mặt. Xin ông/bà tự mình mang căn cước đến bưu điện số {office}, từ ngày nhận được thông báo này cho đến khi bưu điện chuyển trả danh sách. Nếu không đến kịp, số tiền vẫn thuộc về ông/bà và chúng tôi sẽ thông báo lại.',
  },
  en: {
    title: 'Please collect your {kind} at the post office',
    text: 'You receive your {kind}<month>: {amount}, in cash. Please come in person with your identity card to the post office {office}, from now until it sends its list back. If you cannot come in time, the money remains yours and we will tell you again.',
  },
};
const PAID = {
  vi: {
    title: 'Ông/bà đã nhận {kind}',
    text: 'Ngày {paidOn}, ông/bà đã nhận {kind}<month>: {amount}. Hình thức chi trả: {channel}. Nếu chưa thấy số tiền này, xin ông/bà báo cho cơ quan bảo hiểm xã hội.',
  },
  en: {
    title: 'You have received your {kind}',
    text: 'On {paidOn} you received your {kind}<month>: {amount}. Way of payment: {channel}. If you do not find the money, please tell the social-insurance agency.',
  },
};
const RETURNED = {
  vi: {
    title: 'Ông/bà chưa nhận được {kind}',
    text: 'Chúng tôi chưa chuyển được {kind}<month> đến ông/bà: {amount}, bị trả lại ngày {returnedOn} (hình thức chi trả: {channel}). Số tiền vẫn thuộc về ông/bà. Xin ông/bà mang căn cước đến cơ quan bảo hiểm xã hội để báo tài khoản ngân hàng khác hoặc chọn nhận tiền mặt tại bưu điện; sau đó chúng tôi sẽ chi trả lại.',
  },
  en: {
    title: 'Your {kind} did not reach you',
    text: 'Your {kind}<month> did not reach you: {amount}, sent back on {returnedOn} (way of payment: {channel}). The money remains yours. Please come to the social-insurance agency with your identity card and name another bank account, or choose cash at a post office; then we will pay it again.',
  },
};

const NOT_COLLECTED = {
  vi: {
    title: 'Ông/bà chưa nhận {kind}',
    text: 'Ông/bà chưa đến nhận {kind}<month>: {amount}. Ngày {returnedOn}, bưu điện đã chuyển trả số tiền này cho chúng tôi. Số tiền vẫn thuộc về ông/bà. Xin ông/bà mang căn cước đến cơ quan bảo hiểm xã hội để chọn nhận lại tại bưu điện hoặc báo tài khoản ngân hàng; sau đó chúng tôi sẽ chi trả lại.',
  },
  en: {
    title: 'You have not collected your {kind}',
    text: 'You have not collected your {kind}<month>: {amount}. On {returnedOn} the post office sent it back to us. The money remains yours. Please come to the social-insurance agency with your identity card and choose cash at a post office again, or name a bank account; then we will pay it again.',
  },
};

const ONCE_VALUES = { kind: 'payout-kind', amount: 'amount', channel: 'payout-channel' } as const;
const VALUES = { ...ONCE_VALUES, period: 'month' } as const;
const ONCE_RETURNED_CASH = { kind: 'payout-kind', amount: 'amount', returnedOn: 'date' } as const;
const ONCE_CASH_VALUES = { kind: 'payout-kind', amount: 'amount', office: 'code' } as const;
const CASH_VALUES = { ...ONCE_CASH_VALUES, period: 'month' } as const;

export const PAYOUT_TEMPLATES = {
  'payout-created.v2': written(VALUES, false, CREATED, MONTHLY),
  'payout-created-once.v1': written(ONCE_VALUES, false, CREATED, ONCE),
  'payout-created-cash.v1': written(CASH_VALUES, true, CREATED_IN_CASH, MONTHLY),
  'payout-created-cash-once.v1': written(ONCE_CASH_VALUES, true, CREATED_IN_CASH, ONCE),
  'payout-paid.v2': written({ ...VALUES, paidOn: 'date' } as const, false, PAID, MONTHLY),
  'payout-paid-once.v1': written({ ...ONCE_VALUES, paidOn: 'date' } as const, false, PAID, ONCE),
  'payout-returned.v2': written({ ...VALUES, returnedOn: 'date' } as const, true, RETURNED, MONTHLY),
  'payout-returned-once.v1': written({ ...ONCE_VALUES, returnedOn: 'date' } as const, true, RETURNED, ONCE),
  'payout-not-collected.v1': written({ ...ONCE_RETURNED_CASH, period: 'month' } as const, true, NOT_COLLECTED, MONTHLY),
  'payout-not-collected-once.v1': written(ONCE_RETURNED_CASH, true, NOT_COLLECTED, ONCE),
} as const satisfies Templates;
