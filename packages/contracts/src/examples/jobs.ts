// What operators see of jobs in the story: a message found no mail server.
import { ACTED_AT, DIED_AT, TRACE_ID } from './operations';

const JOB_ID = '01a109ae-99c0-7003-8b1c-5d2f3a4b6c63';
const RETRY_REASON = 'Máy chủ thư đã hoạt động trở lại lúc 08:20';
const CANCEL_REASON = 'Địa chỉ thư của đơn vị đã thay đổi, thông báo gửi bằng văn bản';

/** Mail that the server of the provider did not take all night. */
export const JOB = {
  id: JOB_ID,
  service: 'notification',
  name: 'send-email',
  state: 'failed',
  key: '01a109ae-99c0-7004-8b1c-5d2f3a4b6c64',
  attempts: 12,
  cause: 'handler-failed',
  detail: 'NotSent: ESOCKET at CONN',
  queuedAt: '2026-10-04T20:05:00.000Z',
  dueAt: '2026-10-05T01:12:10.000Z',
  startedAt: '2026-10-05T01:12:10.000Z',
  endedAt: DIED_AT,
  traceId: TRACE_ID,
} as const;

const FULL_JOB = { ...JOB, data: { deliveryId: JOB.key }, history: [] } as const;
const RETRIED_JOB = { ...JOB, state: 'retry', dueAt: ACTED_AT, endedAt: null } as const;
const CANCELLED_JOB = { ...JOB, state: 'cancelled', endedAt: ACTED_AT } as const;

export const JOB_DEFINITION = {
  service: 'notification',
  name: JOB.name,
  summary: 'Sends a message by e-mail',
  schedule: null,
  lastFor: null,
  nextAt: null,
  counts: { waiting: 0, retry: 0, active: 0, failed: 1 },
} as const;

const params = { id: JOB_ID } as const;
export const LISTING_JOBS = {
  query: { state: 'failed', name: JOB.name, pageSize: '20' },
  reply: { items: [JOB] },
} as const;
export const READING_JOB = { params, reply: FULL_JOB } as const;
export const LISTING_DEFINITIONS = { reply: { items: [JOB_DEFINITION] } } as const;
export const RETRYING_JOB = { params, body: { reason: RETRY_REASON }, reply: RETRIED_JOB } as const;
export const CANCELLING_JOB = { params, body: { reason: CANCEL_REASON }, reply: CANCELLED_JOB } as const;
