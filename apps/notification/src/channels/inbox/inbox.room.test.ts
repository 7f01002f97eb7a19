import { CardActivated } from '@ansinh/contracts/enrollment/events';
import { WorkFellDue } from '@ansinh/contracts/health-insurance/events';
import { InboxMessage } from '@ansinh/contracts/notification/api';
import { pageOf } from '@ansinh/contracts/wire/common.api';
import { newId } from '@ansinh/database';
import { answersToForgedCursors, FORGED_CURSOR_REFUSED, type Room, startRoom, type Who } from '@ansinh/testkit';
import { activatedCard, HOSPITAL, inboxOf, OFFICER, OTHER_HOSPITAL, workOf } from '../../../testing/notices';
import type { PrismaClient } from '../../generated/prisma/client';
import { service } from '../../service';

const participantId = newId();
const InboxPage = pageOf(InboxMessage);

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(service);
});
afterEach(() => room.stop());

/** All pages, one after the other. */
const allPages = async (who: Who, path: string): Promise<string[][]> => {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const answer = await room.as(who).get(`${path}${cursor === undefined ? '' : `&cursor=${cursor}`}`);
    const page = InboxPage.parse(answer.body);
    pages.push(page.items.map(({ messageId }) => messageId));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return pages;
};

describe('the inbox of a participant', () => {
  const path = `/v1/participants/${participantId}/messages`;

  it('never shows the messages of another', async () => {
    await room.deliver(CardActivated, activatedCard(participantId));
    expect(await inboxOf(room, newId())).toEqual([]);
  });

  it('is read page by page, newest first, and loses none that came in the same instant', async () => {
    for (const minute of ['00', '00', '00', '01', '02']) {
      room.clock.set(`2026-10-05T09:${minute}:00+07:00`);
      await room.deliver(CardActivated, activatedCard(participantId));
    }
    const pages = await allPages(OFFICER, `${path}?pageSize=2`);
    expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
    const messages = await inboxOf(room, participantId);
    expect(pages.flat()).toEqual(messages.map(({ messageId }) => messageId));
    expect(messages.map(({ postedAt }) => postedAt)).toEqual(
      messages.map(({ postedAt }) => postedAt).sort((one, other) => (one < other ? 1 : -1)),
    );
    expect(new Set(pages.flat()).size).toBe(5);
  });

  it('remembers the first reading; a message of somebody else is not there', async () => {
    await room.deliver(CardActivated, activatedCard(participantId));
    const [message] = await inboxOf(room, participantId);
    const reading = (id: string) => `/v1/participants/${id}/messages/${message?.messageId}/reading`;
    room.clock.set('2026-10-05T09:00:00+07:00');
    const read = await room.as(OFFICER).put(reading(participantId));
    expect(read.body).toMatchObject({ messageId: message?.messageId, readAt: '2026-10-05T02:00:00.000Z' });
    room.clock.set('2026-10-06T09:00:00+07:00');
    expect((await room.as(OFFICER).put(reading(participantId))).body).toEqual(read.body);
    expect((await room.as(OFFICER).put(reading(newId()))).status).toBe(404);
    expect(await inboxOf(room, participantId, '?unread=true')).toEqual([]);
    expect(await inboxOf(room, participantId, '?unread=false')).toHaveLength(1);
  });

  it('is not for hospitals, nor without a token, and takes known parameters only', async () => {
    expect((await room.as(HOSPITAL).get(path)).status).toBe(403);
    expect((await room.anonymous.get(path)).status).toBe(401);
    expect((await room.as(OFFICER).get(`${path}?language=fr`)).status).toBe(422);
    expect(await answersToForgedCursors(room.as(OFFICER), path)).toEqual(FORGED_CURSOR_REFUSED);
  });
});

describe('the inbox of a tenant', () => {
  const owned = async (facilityCode: string): Promise<void> =>
    room.deliver(WorkFellDue, workOf({ owner: { kind: 'facility', id: facilityCode }, facilityCode }));

  it('is its own: another hospital has another one, and a code is no id of another kind', async () => {
    await owned('66001');
    await room.deliver(WorkFellDue, workOf({ owner: { kind: 'agency', id: '66' } }));
    expect(await inboxOf(room, HOSPITAL)).toHaveLength(1);
    expect(await inboxOf(room, OTHER_HOSPITAL)).toEqual([]);
    expect(await inboxOf(room, OFFICER)).toHaveLength(1);
    expect(await inboxOf(room, { role: 'approver', tenantCode: '66' })).toHaveLength(1);
    for (const role of ['bank', 'post-office', 'employer'] as const)
      expect(await inboxOf(room, { role, tenantCode: '66001' })).toEqual([]);
  });

  it('is paged, and its messages are read by their owner alone', async () => {
    for (let times = 0; times < 3; times += 1) await owned('66001');
    expect((await allPages(HOSPITAL, '/v1/messages?pageSize=2')).map((page) => page.length)).toEqual([2, 1]);
    const [first] = await inboxOf(room, HOSPITAL);
    const reading = `/v1/messages/${first?.messageId}/reading`;
    expect((await room.as(OTHER_HOSPITAL).put(reading)).status).toBe(404);
    expect((await room.as(OFFICER).put(reading)).status).toBe(404);
    expect((await room.as(HOSPITAL).put(`${reading}?language=en`)).body).toMatchObject({
      title: 'Work falls due: Explanation of the result of the appraisal (09/BH)',
      readAt: expect.any(String),
    });
    expect(await inboxOf(room, HOSPITAL, '?unread=true')).toHaveLength(2);
    expect(await answersToForgedCursors(room.as(HOSPITAL), '/v1/messages')).toEqual(FORGED_CURSOR_REFUSED);
  });

  it('is not for operators, who see nothing of persons and money', async () => {
    expect((await room.as({ role: 'operator', tenantCode: '66' }).get('/v1/messages')).status).toBe(403);
  });
});
