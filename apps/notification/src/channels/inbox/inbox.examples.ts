import { NOW, PENSIONER } from '@ansinh/contracts/examples/story';

const { participantId } = PENSIONER;

/** Told to a person, who has no address: it waits in the inbox. */
const OF_PENSION = {
  messageId: '01a109ae-99c0-7a08-8b1c-5d2f3a4b6c18',
  template: 'benefit-approved-monthly.v1',
  title: 'Ông/bà được hưởng lương hưu',
  text: 'Ông/bà được hưởng lương hưu: 4.988.913 đồng mỗi tháng, từ tháng 10/2026. Chúng tôi sẽ thông báo trước mỗi kỳ chi trả.',
  postedAt: NOW,
  readAt: null,
  deliveries: [],
} as const;

/** Told to the hospital, and sent by e-mail. */
const OF_WORK = {
  messageId: '01a109ae-99c0-7a09-8b1c-5d2f3a4b6c19',
  template: 'work-due-soon.v1',
  title: 'Việc sắp đến hạn: Giải trình kết quả giám định (09/BH)',
  text: 'Việc cần làm: Giải trình kết quả giám định (09/BH). Cơ sở khám bệnh, chữa bệnh: 66001; kỳ: 10/2026; số lượng: 1. Xin hoàn thành trước khi hết ngày 08/10/2026.',
  postedAt: NOW,
  readAt: null,
  deliveries: [{ channel: 'email', status: 'sent', sentAt: '2026-10-05T01:30:02.000Z' }],
} as const;

const INBOX = { language: 'vi', unread: 'true', pageSize: '20' } as const;
const LANGUAGE = { language: 'vi' } as const;

export const READING_INBOX_OF = { params: { participantId }, query: INBOX, reply: { items: [OF_PENSION] } } as const;
export const MARKING_READ_OF = {
  params: { participantId, messageId: OF_PENSION.messageId },
  query: LANGUAGE,
  reply: { ...OF_PENSION, readAt: NOW },
} as const;
export const READING_INBOX = { query: INBOX, reply: { items: [OF_WORK] } } as const;
export const MARKING_READ = {
  params: { messageId: OF_WORK.messageId },
  query: LANGUAGE,
  reply: { ...OF_WORK, readAt: NOW },
} as const;
