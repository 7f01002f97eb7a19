// What waits for a second person in the story: an officer enters a day off, and an approver looks at it.
import { nameOfEffect } from '../operations/effects/effect-names';
import { nameOfHeld } from '../operations/held-kinds';
import { NOW } from './story';

const ID = '01a109ae-99c0-7005-8b1c-5d2f3a4b6c65';
const RENEWED = '01a109ae-99c0-7005-8b1c-5d2f3a4b6c66';
const DIGEST = '3b1f0c2a4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8';

const SUMMARY = {
  id: ID,
  service: 'enrollment',
  status: 'waiting',
  kind: 'PUT /v1/calendar-days/:day',
  name: nameOfHeld('PUT /v1/calendar-days/:day'),
  thing: 'calendar-day:2026-10-26',
  madeBy: 'can-bo-lan',
  madeAt: NOW,
  expiresAt: '2026-10-12T01:30:00.000Z',
  at: `/v1/approvals/enrollment/${ID}`,
  decision: null,
} as const;

export const APPROVAL = {
  ...SUMMARY,
  shows: {
    params: { day: '2026-10-26' },
    query: {},
    body: { kind: 'off', reason: 'Nghỉ bù theo thông báo số 57/TB-UBND' },
    answer: { day: '2026-10-26', kind: 'off', knownAt: '(now)' },
    now: null,
    effect: {
      counts: [
        {
          what: 'act',
          name: 'calendar-day.set',
          label: nameOfHeld('PUT /v1/calendar-days/:day'),
          count: 1,
          sumsVnd: {},
        },
        {
          what: 'event',
          name: 'ansinh.enrollment.CalendarDaySet.v1',
          label: nameOfEffect('ansinh.enrollment.CalendarDaySet.v1'),
          count: 1,
          sumsVnd: {},
        },
      ],
      first: [
        {
          what: 'act',
          name: 'calendar-day.set',
          thing: 'calendar-day:2026-10-26',
          outcome: null,
          before: null,
          after: { day: '2026-10-26', kind: 'off', setAt: '(now)', setBy: 'can-bo-lan' },
        },
      ],
    },
  },
  digest: DIGEST,
  answer: null,
} as const;

const APPROVED = {
  ...APPROVAL,
  status: 'approved',
  decision: { by: 'lanh-dao-minh', at: '2026-10-05T02:10:00.000Z', reason: null },
  answer: { status: 200, body: { day: '2026-10-26', kind: 'off', knownAt: '2026-10-05T02:10:00.000Z' } },
} as const;
const WITHDRAWN = {
  ...APPROVAL,
  status: 'withdrawn',
  decision: { by: 'can-bo-lan', at: '2026-10-05T02:10:00.000Z', reason: null },
} as const;

const params = { approvalId: ID } as const;
export const LISTING_APPROVALS = {
  query: { status: 'waiting', pageSize: '20' },
  reply: { items: [SUMMARY], total: 1 },
} as const;
export const READING_APPROVAL = { params, reply: APPROVAL } as const;
export const DECIDING = { params, body: { decision: 'approve', digest: DIGEST }, reply: APPROVED } as const;
/** What was asked for waits by another id, since the first one would have another effect by now. */
export const RENEWING = {
  params,
  reply: { ...APPROVAL, id: RENEWED, at: `/v1/approvals/enrollment/${RENEWED}` },
} as const;
export const WITHDRAWING = { params, reply: WITHDRAWN } as const;

const BID = '112/QD-SYT;G1;N2;2026';
const METFORMIN = { code: '40.807', name: 'Metformin Mẫu 850', bid: BID };
/** An officer enters the prices of a hospital's drugs: one is new, one has another price, one is there no more. */
export const READING_ROWS = {
  params,
  query: { pageSize: '50' },
  reply: {
    items: [
      {
        row: 1,
        change: 'changed',
        key: '40.807',
        before: { ...METFORMIN, price: '1219.85' },
        after: { ...METFORMIN, price: '1310' },
      },
      {
        row: 2,
        change: 'added',
        key: '40.491',
        before: null,
        after: { code: '40.491', name: 'Amlodipin Mẫu 5', bid: BID, price: '610' },
      },
    ],
    total: 2,
    counts: { total: 2, added: 1, changed: 1, removed: 0, same: 0, refused: 0 },
  },
} as const;
