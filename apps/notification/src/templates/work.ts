import type { Templates } from './template';

const VALUES = { step: 'words', facility: 'code', period: 'period', count: 'number', dueOn: 'date' } as const;
const LATE_VALUES = { ...VALUES, daysOverdue: 'number' } as const;

/** Terms of facilities and of the agency. They name no person, so that all of it may leave the inbox. */
export const WORK_TEMPLATES = {
  'work-due-soon.v1': {
    values: VALUES,
    outside: 'text',
    asks: true,
    vi: {
      title: 'Việc sắp đến hạn: {step}',
      text: 'Việc cần làm: {step}. Cơ sở khám bệnh, chữa bệnh: {facility}; kỳ: {period}; số lượng: {count}. Xin hoàn thành trước khi hết ngày {dueOn}.',
    },
    en: {
      title: 'Work falls due: {step}',
      text: 'To be done: {step}. Facility: {facility}; period: {period}; number: {count}. Please complete it by the end of {dueOn}.',
    },
  },
  'work-overdue.v1': {
    values: LATE_VALUES,
    outside: 'text',
    asks: true,
    vi: {
      title: 'Việc đã quá hạn: {step}',
      text: 'Việc chưa làm: {step}. Cơ sở khám bệnh, chữa bệnh: {facility}; kỳ: {period}; số lượng: {count}. Hạn là ngày {dueOn}, đã quá {daysOverdue} ngày. Xin hoàn thành ngay.',
    },
    en: {
      title: 'Work is overdue: {step}',
      text: 'Not done yet: {step}. Facility: {facility}; period: {period}; number: {count}. It was due on {dueOn}; days overdue: {daysOverdue}. Please complete it now.',
    },
  },
  // To the agency, whoever should have done it.
  'work-escalated.v1': {
    values: LATE_VALUES,
    outside: 'text',
    asks: true,
    vi: {
      title: 'Việc quá hạn kéo dài: {step}',
      text: 'Việc vẫn chưa làm: {step}. Cơ sở khám bệnh, chữa bệnh: {facility}; kỳ: {period}; số lượng: {count}. Hạn là ngày {dueOn}, đã quá {daysOverdue} ngày. Xin đôn đốc để việc này được hoàn thành.',
    },
    en: {
      title: 'Work is long overdue: {step}',
      text: 'Still not done: {step}. Facility: {facility}; period: {period}; number: {count}. It was due on {dueOn}; days overdue: {daysOverdue}. Please see to it that it is completed.',
    },
  },
  // To the agency once a day: all that it was told of: what names a facility in full, of employers only how many there are.
  'agency-digest.v1': {
    values: { count: 'number', oldest: 'date', list: 'words' },
    outside: 'text',
    asks: true,
    vi: {
      title: 'Danh sách việc cần theo dõi trong ngày: {count} việc',
      text: 'Từ lần tổng hợp trước có {count} việc được thông báo, hạn sớm nhất là ngày {oldest}.\n{list}',
    },
    en: {
      title: 'Work of the day to look after: {count}',
      text: 'Told of since the last list: {count}; the oldest was due on {oldest}.\n{list}',
    },
  },
} as const satisfies Templates;
