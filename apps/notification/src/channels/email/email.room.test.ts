import { CardActivated, ParticipantRegistered } from '@ansinh/contracts/enrollment/events';
import { CANCELLING_JOB, LISTING_JOBS, RETRYING_JOB } from '@ansinh/contracts/examples/jobs';
import { ClaimAppraised, WorkFellDue } from '@ansinh/contracts/health-insurance/events';
import { JobPage } from '@ansinh/contracts/operations/jobs.api';
import { newId } from '@ansinh/database';
import { type Room, startRoom } from '@ansinh/testkit';
import { type MailServer, startMailServer } from '../../../testing/mail-server';
import { activatedCard, HOSPITAL, inboxOf, mailTo, OFFICER, registeredPerson, workOf } from '../../../testing/notices';
import type { PrismaClient } from '../../generated/prisma/client';
import { service } from '../../service';

const participantId = newId();
const ADDRESS = 'mau@mau.example';

let room: Room<PrismaClient>;
let server: MailServer;
beforeEach(async () => {
  server = await startMailServer();
  process.env.SMTP_URL = `smtp://127.0.0.1:${server.port}?tls=none`;
  process.env.MAIL_FROM = 'khong-tra-loi@bhxh.example';
  room = await startRoom(service);
});
afterEach(async () => {
  delete process.env.SMTP_URL;
  delete process.env.MAIL_FROM;
  await room.stop();
  await server.stop();
});

const register = (email: string | null = ADDRESS): Promise<void> =>
  room.deliver(ParticipantRegistered, registeredPerson(participantId, { email }), { id: participantId });
const choose = ({ address, language }: { address: string | null; language: 'vi' | 'en' }) =>
  room.as(OFFICER).put(`/v1/participants/${participantId}/contact`, mailTo(address, language));
const activate = (): Promise<void> => room.deliver(CardActivated, activatedCard(participantId));
const deliveries = () =>
  room.db.delivery.findMany({ select: { channel: true, status: true, attempts: true, lastError: true } });
/** Of mail: what else happens at its time of the day is another matter. */
const outcomes = async () =>
  (await room.runJobs()).flatMap(({ name, outcome }) => (name === 'post-digests' ? [] : [`${name} ${outcome}`]));
/** What operators and logs see of the jobs that ran, as one text. */
const told = async (): Promise<string> => JSON.stringify(await room.runJobs());

/** Longer than any pause between two attempts. */
const waitHours = (hours: number): void =>
  room.clock.set(new Date(Date.parse('2026-10-05T01:30:00Z') + hours * 3_600_000).toISOString());

describe('a message to somebody with an address', () => {
  beforeEach(() => register());

  it('is sent when the event is done with, by title, and never with what it says of a person', async () => {
    await activate();
    expect(server.mails).toEqual([]);
    expect(await outcomes()).toEqual(['send-email done']);
    expect(server.mails).toHaveLength(1);
    const [received] = server.mails;
    expect(received?.to).toEqual([ADDRESS]);
    expect(received?.mail.subject).toBe('Thẻ bảo hiểm y tế đã được cấp: xin xem từ ngày nào thẻ có giá trị');
    expect(received?.mail.text).not.toMatch(/Nguyễn|\d\d\/\d\d\/\d{4}/);
    expect(await deliveries()).toEqual([{ channel: 'email', status: 'sent', attempts: 1, lastError: null }]);
    const [message] = await inboxOf(room, participantId);
    expect(message?.deliveries).toEqual([{ channel: 'email', status: 'sent', sentAt: '2026-10-05T01:30:00.000Z' }]);
  });

  it('is sent once, however often the event is delivered and the queue is worked off', async () => {
    const eventId = newId();
    const card = activatedCard(participantId);
    for (let times = 0; times < 3; times += 1) await room.deliver(CardActivated, card, { eventId });
    await room.runJobs();
    await room.runJobs();
    expect(server.mails).toHaveLength(1);
  });

  it('is named by its delivery, so that a second sending after a crash can be known', async () => {
    await activate();
    await room.runJobs();
    const delivery = await room.db.delivery.findFirstOrThrow();
    expect(server.mails[0]?.mail.messageId).toBe(`<${delivery.id}@bhxh.example>`);
  });

  it('of a visit says by e-mail that there is a message, and no more', async () => {
    const claim = { claimId: newId(), facilityCode: '66001', month: '2026-10', fundPays: '100000.50', ruleCodes: [] };
    await room.deliver(ClaimAppraised, { ...claim, participantId, outcome: 'accepted' });
    await room.runJobs();
    expect(server.mails[0]?.mail.subject).toBe('Ông/bà có thông báo mới của cơ quan bảo hiểm xã hội');
    expect(server.mails[0]?.raw).not.toMatch(/66001|100\.000/);
  });

  it('is sent again when the server was busy', async () => {
    server.refuse({ at: 'RCPT TO', code: 451, text: '4.7.1 greylisted', times: 1 });
    await activate();
    expect(await outcomes()).toEqual(['send-email retry']);
    expect(await deliveries()).toMatchObject([{ status: 'queued' }]);
    waitHours(2);
    expect(await outcomes()).toEqual(['send-email done']);
    expect(server.mails).toHaveLength(1);
    expect(await deliveries()).toMatchObject([{ status: 'sent', attempts: 2 }]);
  });

  it('that the server refuses for good has failed at once, and nobody is told the address', async () => {
    server.refuse({ at: 'RCPT TO', code: 550, text: `5.1.1 <${ADDRESS}> unknown`, times: 9 });
    await activate();
    expect(await told()).not.toContain('mau.example');
    expect(await deliveries()).toEqual([
      { channel: 'email', status: 'failed', attempts: 1, lastError: '550 5.1.1 at RCPT TO' },
    ]);
    waitHours(2);
    expect(await outcomes()).toEqual([]);
  });

  it('has failed when the server stays away, in the end; nobody is told the address', async () => {
    await server.stop();
    await activate();
    const ran: string[] = [];
    for (let hours = 1; hours <= 24; hours += 1) {
      ran.push(await told());
      waitHours(hours * 2);
    }
    expect(ran.join()).toContain('"retry"');
    expect(ran.join()).not.toContain('mau.example');
    expect(await deliveries()).toMatchObject([
      { status: 'given-up', attempts: 12, lastError: expect.stringMatching(/ at CONN$/) },
    ]);
    server = await startMailServer();
  });

  describe('which operators see', () => {
    const reason = 'the mail server is back';
    const operator = () => room.as({ role: 'operator', tenantCode: '66', subject: 'tam' });
    const jobs = async () => JobPage.parse((await operator().get('/v1/operations/jobs?name=send-email')).body).items;
    const act = async (what: 'retry' | 'cancellation') => {
      const [job] = await jobs();
      return (await operator().post(`/v1/operations/jobs/${job?.id}/${what}`, { reason })).body;
    };
    /** No server takes it, for as long as it is tried. */
    const giveUp = async (): Promise<void> => {
      await server.stop();
      await activate();
      for (let hours = 2; hours <= 48; hours += 2) {
        await room.runJobs();
        waitHours(hours);
      }
      server = await startMailServer();
      process.env.SMTP_URL = `smtp://127.0.0.1:${server.port}?tls=none`;
    };

    it('fails as the pages for partners show it, and is sent once when it is tried again', async () => {
      await giveUp();
      const { name, state, attempts, cause, detail } = LISTING_JOBS.reply.items[0];
      expect(await jobs()).toMatchObject([{ name, state, attempts, cause, detail }]);
      expect(await act('retry')).toMatchObject({ state: RETRYING_JOB.reply.state, attempts, cause, detail });
      expect(await outcomes()).toEqual(['send-email done']);
      expect(server.mails).toHaveLength(1);
      expect(await deliveries()).toEqual([{ channel: 'email', status: 'sent', attempts: 13, lastError: null }]);
      expect(await outcomes()).toEqual([]);
    });

    it('says with which code the server sent it away, and nothing of the address', async () => {
      server.refuse({ at: 'RCPT TO', code: 450, text: `4.2.1 <${ADDRESS}> is full`, times: 1 });
      await activate();
      await room.runJobs();
      expect(await jobs()).toMatchObject([
        { state: 'retry', cause: 'handler-failed', detail: 'NotSent: 450 4.2.1 at RCPT TO' },
      ]);
    });

    it('is given up again, by one attempt more, when that fails as well', async () => {
      await giveUp();
      delete process.env.MAIL_FROM;
      await act('retry');
      expect(await outcomes()).toEqual(['send-email failed']);
      expect(await deliveries()).toMatchObject([{ status: 'given-up', attempts: 13, lastError: 'an error of ours' }]);
    });

    it('says that it is not sent when its job is cancelled, before it was tried and after it was given up', async () => {
      await activate();
      expect(await act('cancellation')).toMatchObject({ state: CANCELLING_JOB.reply.state });
      expect(await outcomes()).toEqual([]);
      expect(await deliveries()).toEqual([{ channel: 'email', status: 'cancelled', attempts: 0, lastError: null }]);
      const [message] = await inboxOf(room, participantId);
      expect(message?.deliveries).toMatchObject([{ status: 'cancelled', sentAt: null }]);
      await room.db.delivery.deleteMany();
      await giveUp();
      await act('cancellation');
      expect(await deliveries()).toMatchObject([{ status: 'cancelled', attempts: 12 }]);
      expect(server.mails).toEqual([]);
    });
  });

  it('goes to the address that counts when it is sent', async () => {
    await activate();
    await choose({ address: 'moi@mau.example', language: 'en' });
    await room.runJobs();
    expect(server.mails[0]).toMatchObject({
      to: ['moi@mau.example'],
      mail: { subject: 'Your health-insurance card: see from which day on it is valid' },
    });
  });

  it('is not sent to who took the address back', async () => {
    await activate();
    await choose({ address: null, language: 'vi' });
    await room.runJobs();
    expect(server.mails).toEqual([]);
    expect(await deliveries()).toMatchObject([{ status: 'unsendable' }]);
  });
});

describe('messages that one transaction posts', () => {
  it('are each sent in the trace and for the tenant of the event that it tells of', async () => {
    const people = [newId(), newId(), newId()];
    for (const id of people)
      await room.deliver(ParticipantRegistered, registeredPerson(id, { email: ADDRESS }), { id });
    const traces = ['1', '2', '3'].map((digit) => digit.repeat(32));
    await room.deliverAll(
      CardActivated,
      people.map((id, index) => ({
        data: activatedCard(id),
        delivery: { tenant: `post-office:${index}`, traceparent: `00-${traces[index]}-00f067aa0ba902b7-01` },
      })),
    );
    const queued = await room.db.$queryRaw<{ traceparent: string; tenant: string }[]>`
      SELECT data ->> 'traceparent' AS traceparent, data ->> 'tenant' AS tenant FROM jobs.job ORDER BY id`;
    expect(queued).toEqual(
      traces.map((trace, index) => ({
        traceparent: `00-${trace}-00f067aa0ba902b7-01`,
        tenant: `post-office:${index}`,
      })),
    );
  });
});

describe('a message to somebody without an address', () => {
  it('stands in the inbox alone', async () => {
    await register(null);
    await activate();
    expect(await outcomes()).toEqual([]);
    expect(await deliveries()).toEqual([]);
    expect(await inboxOf(room, participantId)).toHaveLength(1);
  });

  it('is not sent where something else was registered as one', async () => {
    await register('mau@mau.example\r\nBcc: all@mau.example');
    await activate();
    expect(await outcomes()).toEqual([]);
    expect(await deliveries()).toMatchObject([{ status: 'unsendable', attempts: 0 }]);
  });
});

describe('a message to a hospital', () => {
  it('goes to the address that it gave, in its language, with all it says', async () => {
    await room.as(HOSPITAL).put('/v1/contact', mailTo('bhyt@bv.example', 'en'));
    await room.deliver(WorkFellDue, workOf({ owner: { kind: 'facility', id: HOSPITAL.tenantCode } }));
    await room.runJobs();
    expect(server.mails[0]?.to).toEqual(['bhyt@bv.example']);
    expect(server.mails[0]?.mail.text).toContain('Please complete it by the end of 08/10/2026');
  });
});

describe('without a mail server', () => {
  it('it is written down that nothing was sent, and nothing waits', async () => {
    delete process.env.SMTP_URL;
    await register();
    await activate();
    expect(await outcomes()).toEqual([]);
    expect(await deliveries()).toEqual([{ channel: 'email', status: 'off', attempts: 0, lastError: null }]);
  });

  it('what was queued before is not kept for later', async () => {
    await register();
    await activate();
    delete process.env.SMTP_URL;
    expect(await outcomes()).toEqual(['send-email done']);
    expect(await deliveries()).toMatchObject([{ status: 'off' }]);
  });
});
