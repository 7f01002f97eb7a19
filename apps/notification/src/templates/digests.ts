import type { Templates } from './template';

/** Of the agency, whose lines name facilities and employers and no person: its e-mail may say all of them. */
export const DIGEST_TEMPLATES = {
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
