import { NOW, PENSIONER } from '@ansinh/contracts/examples/story';

const { participantId } = PENSIONER;
const messageId = '01a109ae-99c0-7a08-8b1c-5d2f3a4b6c18';

const MESSAGE = {
  messageId,
  template: 'benefit-approved.v1',
  title: 'Quyết định hưởng lương hưu',
  text: 'Bà Phạm Thị Mai được hưởng lương hưu 4.988.913 đồng/tháng từ tháng 10/2026.',
  postedAt: NOW,
  readAt: null,
} as const;

export const READING_INBOX = { params: { participantId }, query: { language: 'vi' }, reply: [MESSAGE] } as const;

export const MARKING_READ = {
  params: { participantId, messageId },
  query: { language: 'vi' },
  reply: { ...MESSAGE, readAt: NOW },
} as const;
