import type { Templates } from './template';

/** The first wording, which knew pensions alone. */
const FIRST = {
  'benefit-approved.v1': {
    values: { monthly: 'amount', fromMonth: 'month' },
    email: 'title',
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
    email: 'title',
    vi: {
      title: 'Hồ sơ đề nghị hưởng lương hưu không được duyệt',
      text: 'Hồ sơ đề nghị hưởng lương hưu của ông/bà không được duyệt. Xin liên hệ cơ quan bảo hiểm xã hội để biết lý do và quyền khiếu nại.',
    },
    en: {
      title: 'Your pension was not approved',
      text: 'Your application for a pension was not approved. Please ask the agency for the reasons and how to appeal.',
    },
  },
} as const satisfies Templates;

export const BENEFIT_TEMPLATES = {
  ...FIRST,
  'benefit-approved-monthly.v1': {
    values: { kind: 'benefit-kind', amount: 'amount', fromMonth: 'month' },
    email: 'title',
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
    email: 'title',
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
    email: 'nothing',
    vi: {
      title: 'Hồ sơ đề nghị hưởng {kind} không được duyệt',
      text: 'Rất tiếc, hồ sơ đề nghị hưởng {kind} của ông/bà không được duyệt. Xin liên hệ cơ quan bảo hiểm xã hội để biết lý do và quyền khiếu nại.',
    },
    en: {
      title: 'Your application was not approved: {kind}',
      text: 'We are sorry: your application was not approved ({kind}). Please ask the social-insurance agency for the reasons and how to appeal.',
    },
  },
} as const satisfies Templates;
