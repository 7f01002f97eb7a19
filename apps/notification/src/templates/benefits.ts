import type { Templates } from './template';

export const BENEFIT_TEMPLATES = {
  'benefit-approved-monthly.v1': {
    values: { kind: 'benefit-kind', amount: 'amount', fromMonth: 'month' },
    outside: 'title',
    asks: false,
    vi: {
      title: 'Ông/bà được hưởng {kind}',
      text: 'Ông/bà được hưởng {kind}: {amount} mỗi tháng, từ tháng {fromMonth}. Chúng tôi sẽ thông báo trước mỗi kỳ chi trả.',
    },
    en: {
      title: 'Your {kind} was approved',
      text: 'Your {kind} was approved: {amount} a month from {fromMonth}. We will tell you before each payment.',
    },
  },
  'benefit-approved-once.v1': {
    values: { kind: 'benefit-kind', amount: 'amount' },
    outside: 'title',
    asks: false,
    vi: {
      title: 'Ông/bà được hưởng {kind}',
      text: 'Ông/bà được hưởng {kind}: {amount}, chi trả một lần. Chúng tôi sẽ thông báo khi chi trả.',
    },
    en: {
      title: 'Your {kind} was approved',
      text: 'Your {kind} was approved: {amount}, paid once. We will tell you when it is paid.',
    },
  },
  'benefit-refused.v2': {
    values: { kind: 'benefit-kind' },
    outside: 'nothing',
    asks: true,
    vi: {
      title: 'Hồ sơ đề nghị hưởng {kind} không được duyệt',
      text: 'Rất tiếc, hồ sơ đề nghị hưởng {kind} của ông/bà không được duyệt. Xin liên hệ cơ quan bảo hiểm xã hội để biết lý do và quyền khiếu nại.',
    },
    en: {
      title: 'Your application was not approved: {kind}',
      text: 'We are sorry: your application was not approved ({kind}). Please ask the social-insurance agency for the reasons and how to appeal.',
    },
  },
  'funeral-approved.v1': {
    values: { deceased: 'person', amount: 'amount' },
    outside: 'title',
    asks: false,
    vi: {
      title: 'Ông/bà được hưởng trợ cấp mai táng',
      text: 'Cơ quan bảo hiểm xã hội xin chia buồn cùng ông/bà và gia đình. Trợ cấp mai táng của {deceased} là {amount}, chi trả một lần cho ông/bà. Chúng tôi sẽ thông báo khi chi trả.',
    },
    en: {
      title: 'Your funeral allowance was approved',
      text: 'Please accept our condolences. The funeral allowance for {deceased} is {amount}, paid to you once. We will tell you when it is paid.',
    },
  },
  'funeral-refused.v1': {
    values: { deceased: 'person' },
    outside: 'nothing',
    asks: true,
    vi: {
      title: 'Hồ sơ đề nghị hưởng trợ cấp mai táng không được duyệt',
      text: 'Cơ quan bảo hiểm xã hội xin chia buồn cùng ông/bà và gia đình. Rất tiếc, hồ sơ đề nghị trợ cấp mai táng của {deceased} không được duyệt. Xin liên hệ cơ quan bảo hiểm xã hội để biết lý do và quyền khiếu nại.',
    },
    en: {
      title: 'Your application was not approved: funeral allowance',
      text: 'Please accept our condolences. We are sorry: the funeral allowance for {deceased} was not approved. Please ask the social-insurance agency for the reasons and how to appeal.',
    },
  },
} as const satisfies Templates;
