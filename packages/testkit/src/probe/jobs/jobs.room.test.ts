import { JobDefinitions, JobDetail, JobPage } from '@ansinh/contracts/operations/jobs.api';
import { PayoutPaid } from '@ansinh/contracts/payment/events';
import { newId } from '@ansinh/database';
import type { PrismaClient } from '../../generated/prisma/client';
import { answersToForgedCursors, FORGED_CURSOR_REFUSED } from '../../rooms/cursors';
import { type Room, startRoom } from '../../rooms/room';
import { countAll, countDaily, countLater, DAILY, endsOf } from './count.jobs';
import { jobProbeService } from './job-probe';

const OFFICER = { role: 'officer', tenantCode: '66' } as const;
const OPERATOR = { role: 'operator', tenantCode: '66', subject: 'tam' } as const;
const JOBS = '/v1/operations/jobs';

describe('jobs', () => {
  let room: Room<PrismaClient>;
  beforeEach(async () => {
    room = await startRoom(jobProbeService);
  });
  afterEach(() => room.stop());

  const order = (work: { id: string; fate?: string }, more: object = {}) =>
    room.as(OFFICER).post('/v1/orders', { work, ...more });
  const totalOf = async (id: string): Promise<number> =>
    Number((await room.db.counter.findUnique({ where: { id } }))?.total ?? 0n);
  const outcomes = async () => (await room.runJobs()).map(({ name, outcome }) => [name, outcome]);
  const listed = async (query = '') => JobPage.parse((await room.as(OPERATOR).get(`${JOBS}${query}`)).body).items;

  it('are queued with the transaction of the caller, and done once', async () => {
    const id = newId();
    expect((await order({ id })).status).toBe(202);
    expect((await order({ id }, { thenRefuse: true })).status).toBe(404);
    expect(await totalOf(id)).toBe(0);
    expect(await room.runJobs()).toEqual([{ name: 'count-later', data: { id, fate: 'good' }, outcome: 'done' }]);
    expect(await outcomes()).toEqual([]);
    expect(await totalOf(id)).toBe(1);
  });

  it('tell events that name the job as their cause, for the tenant that queued it', async () => {
    const id = newId();
    await order({ id });
    await room.runJobs();
    const [job] = await listed();
    const [event] = await room.outbox();
    expect(event?.attributes).toMatchObject({ causationid: `job:${job?.id}`, tenant: 'agency:66' });
    expect(await room.published(PayoutPaid)).toMatchObject([{ payoutId: id }]);
  });

  it('are not queued by what only reads, nor with data that do not fit', async () => {
    expect((await room.as(OFFICER).get('/v1/orders')).status).toBe(500);
    expect(await outcomes()).toEqual([]);
    await expect(room.runJob(countLater, { id: 'x' })).rejects.toThrow('Invalid UUID');
  });

  it('of one key are one, until it has ended', async () => {
    const id = newId();
    await order({ id }, { key: 'a' });
    await order({ id }, { key: 'a' });
    await order({ id }, { key: 'b' });
    expect(await outcomes()).toEqual([
      ['count-later', 'done'],
      ['count-later', 'done'],
    ]);
    await order({ id }, { key: 'a' });
    await room.runJobs();
    expect(await totalOf(id)).toBe(3);
  });

  it('wait until their time has come', async () => {
    const id = newId();
    await order({ id }, { notBefore: '2026-10-06T08:00:00+07:00' });
    expect(await outcomes()).toEqual([]);
    expect(await listed('?state=waiting')).toMatchObject([{ name: 'count-later', dueAt: '2026-10-06T01:00:00.000Z' }]);
    room.clock.set('2026-10-06T08:00:00+07:00');
    expect(await outcomes()).toContainEqual(['count-later', 'done']);
  });

  it('that fail leave nothing, are tried again after growing pauses, and then wait for an operator', async () => {
    const id = newId();
    await order({ id, fate: 'down' });
    expect(await outcomes()).toEqual([['count-later', 'retry']]);
    expect([await totalOf(id), await outcomes()]).toEqual([0, []]);
    room.clock.set('2026-10-05T08:31:00+07:00');
    expect(await outcomes()).toEqual([['count-later', 'retry']]);
    room.clock.set('2026-10-05T08:33:00+07:00');
    expect(await outcomes()).toEqual([['count-later', 'failed']]);
    expect([await totalOf(id), await totalOf(endsOf(id, 'failed'))]).toEqual([0, 3]);
    expect(await room.published(PayoutPaid)).toEqual([]);
    const note = { state: 'failed', attempts: 3, cause: 'handler-failed', detail: 'Error' };
    expect(await listed('?state=failed&name=count-later')).toMatchObject([note]);
    const status = (await room.as(OPERATOR).get('/v1/operations/status')).body;
    expect(status).toMatchObject({
      healthy: false,
      stuck: [{ what: '1 failed job waits for an operator' }],
      database: { jobs: { failed: 1 } },
    });
  });

  it('that the rules refuse are not tried again', async () => {
    await order({ id: newId(), fate: 'refused' });
    expect(await outcomes()).toEqual([['count-later', 'failed']]);
    expect(await listed()).toMatchObject([{ state: 'failed', attempts: 1, cause: 'request.not-found' }]);
  });

  it('reach outside first, and say how often they did', async () => {
    const id = newId();
    await order({ id, fate: 'once' }, { by: 'reach-later' });
    expect(await outcomes()).toEqual([['reach-later', 'retry']]);
    room.clock.set('2026-10-05T08:31:00+07:00');
    expect(await outcomes()).toEqual([['reach-later', 'done']]);
    expect(await totalOf(id)).toBe(1);
  });

  it('of a schedule run once for each of its times, for the newest of those that were missed', async () => {
    expect(await room.runJobs()).toEqual([]);
    room.clock.set('2026-10-06T05:30:00+07:00');
    expect(await room.runJobs()).toEqual([{ name: 'count-daily', data: { day: '2026-10-06' }, outcome: 'done' }]);
    expect(await room.runJobs()).toEqual([]);
    room.clock.set('2026-10-09T04:00:00+07:00');
    expect(await room.runJobs()).toMatchObject([{ data: { day: '2026-10-08' } }]);
    expect(await room.runJob(countDaily, { day: '2026-12-31' })).toMatchObject({ outcome: 'done' });
    expect(await totalOf(DAILY)).toBe(3);
  });

  it('of a backfill go through all rows chunk by chunk', async () => {
    const ids = Array.from({ length: 5 }, () => newId());
    for (const id of ids) await room.runJob(countLater, { id });
    expect(await room.runJob(countAll, { after: '00000000-0000-7000-8000-000000000000' })).toMatchObject({
      outcome: 'done',
    });
    expect(await outcomes()).toEqual([
      ['count-all', 'done'],
      ['count-all', 'done'],
    ]);
    expect(await Promise.all(ids.map(totalOf))).toEqual([2, 2, 2, 2, 2]);
  });

  describe('at the desk of operators', () => {
    const reason = 'the counter was mended';
    const act = (id: string, what: 'retry' | 'cancellation', body: object = { reason }) =>
      room.as(OPERATOR).post(`${JOBS}/${id}/${what}`, body);
    const failedOne = async (): Promise<string> => {
      await order({ id: newId(), fate: 'refused' });
      await room.runJobs();
      const [job] = await listed('?state=failed');
      if (job === undefined) throw new Error('a job that is refused fails');
      return job.id;
    };

    it('are listed by name and state, page by page', async () => {
      for (let n = 0; n < 3; n += 1) await order({ id: newId() });
      const first = JobPage.parse((await room.as(OPERATOR).get(`${JOBS}?pageSize=2&name=count-later`)).body);
      const rest = await listed(`?pageSize=2&name=count-later&cursor=${first.nextCursor}`);
      expect([first.items.length, rest.length]).toEqual([2, 1]);
      expect([...first.items, ...rest].map(({ id }) => id)).toEqual(
        [...first.items, ...rest]
          .map(({ id }) => id)
          .sort()
          .reverse(),
      );
      expect(await answersToForgedCursors(room.as(OPERATOR), JOBS)).toEqual(FORGED_CURSOR_REFUSED);
    });

    it('say what the service does by itself, and when next', async () => {
      await failedOne();
      const { items } = JobDefinitions.parse((await room.as(OPERATOR).get('/v1/operations/job-definitions')).body);
      expect(items.map(({ name }) => name)).toEqual(['count-later', 'reach-later', 'count-daily', 'count-all']);
      expect(items[0]).toMatchObject({ schedule: null, nextAt: null, counts: { failed: 1, waiting: 0 } });
      expect(items[2]).toMatchObject({
        schedule: '30 5 * * *',
        lastFor: null,
        nextAt: '2026-10-05T22:30:00.000Z',
      });
    });

    it('say for which time they were queued last, once they were', async () => {
      const lastFor = async () => {
        const { items } = JobDefinitions.parse((await room.as(OPERATOR).get('/v1/operations/job-definitions')).body);
        return items.find(({ name }) => name === 'count-daily')?.lastFor;
      };
      expect([await room.runJobs(), await lastFor()]).toEqual([[], null]);
      room.clock.set('2026-10-06T05:30:00+07:00');
      await room.runJobs();
      expect(await lastFor()).toBe('2026-10-05T22:30:00.000Z');
    });

    it('are tried again with a reason, one attempt more, and the act is in the audit', async () => {
      const id = await failedOne();
      expect((await act(id, 'retry', {})).status).toBe(422);
      expect((await act(id, 'retry')).body).toMatchObject({ id, state: 'retry' });
      expect((await act(id, 'retry')).body).toMatchObject({ status: 409, code: 'job.not-failed' });
      expect(await outcomes()).toEqual([['count-later', 'failed']]);
      const job = JobDetail.parse((await room.as(OPERATOR).get(`${JOBS}/${id}`)).body);
      expect(job).toMatchObject({ state: 'failed', attempts: 2, data: { fate: 'refused' } });
      expect(job.history).toMatchObject([{ action: 'job.retry', subject: 'tam', reason, outcome: 'due again' }]);
      const digest = expect.stringMatching(/^d1\.development-2\.[A-Za-z0-9_-]{43}$/);
      expect(job.history).toMatchObject([{ beforeDigest: digest, afterDigest: digest }]);
    });

    it('are cancelled with a reason, and do nothing any more', async () => {
      const failed = await failedOne();
      await order({ id: newId() }, { notBefore: '2026-10-05T09:00:00+07:00' });
      const [waiting] = await listed('?state=waiting');
      for (const id of [failed, waiting?.id ?? ''])
        expect((await act(id, 'cancellation')).body).toMatchObject({ id, state: 'cancelled' });
      room.clock.set('2026-10-05T10:00:00+07:00');
      expect(await outcomes()).toEqual([]);
      expect((await act(failed, 'cancellation')).status).toBe(200);
      expect((await act(failed, 'retry')).body).toMatchObject({ code: 'job.not-failed' });
      expect((await act(newId(), 'cancellation')).body).toMatchObject({ code: 'request.not-found' });
    });

    it('are told how they ended, and by how many attempts: each time that they fail, and when they are cancelled', async () => {
      const [id, waiting] = [newId(), newId()];
      await order({ id, fate: 'refused' });
      await room.runJobs();
      expect(await totalOf(endsOf(id, 'failed'))).toBe(1);
      const [failed] = await listed('?state=failed');
      await act(failed?.id ?? '', 'retry');
      await room.runJobs();
      expect(await totalOf(endsOf(id, 'failed'))).toBe(1 + 2);
      await act(failed?.id ?? '', 'cancellation');
      await act(failed?.id ?? '', 'cancellation');
      expect(await totalOf(endsOf(id, 'cancelled'))).toBe(2);
      await order({ id: waiting });
      const [job] = await listed('?state=waiting');
      await act(job?.id ?? '', 'cancellation');
      const told = await room.db.counter.findUnique({ where: { id: endsOf(waiting, 'cancelled') } });
      expect(told?.total).toBe(0n);
    });

    it('that are done are not cancelled, and one of whose key another waits is not tried again', async () => {
      await order({ id: newId() });
      await room.runJobs();
      const [done] = await listed();
      expect((await act(done?.id ?? '', 'cancellation')).body).toMatchObject({ code: 'job.already-done' });
      await order({ id: newId(), fate: 'refused' }, { key: 'one' });
      await room.runJobs();
      const [failed] = await listed('?state=failed');
      await order({ id: newId() }, { key: 'one' });
      expect((await act(failed?.id ?? '', 'retry')).body).toMatchObject({ code: 'job.another-waits' });
    });
  });
});
