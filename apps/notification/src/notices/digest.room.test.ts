import { ArrearsReported } from '@ansinh/contracts/collection/events';
import { WorkFellDue } from '@ansinh/contracts/health-insurance/events';
import { type Room, startRoom } from '@ansinh/testkit';
import { type MailServer, startMailServer } from '../../testing/mail-server';
import { arrearsOf, HOSPITAL, inboxOf, mailTo, OFFICER, workOf } from '../../testing/notices';
import type { PrismaClient } from '../generated/prisma/client';
import { service } from '../service';

const AGENCY = { kind: 'agency', id: '66' };

let room: Room<PrismaClient>;
let server: MailServer;
beforeEach(async () => {
  server = await startMailServer();
  process.env.SMTP_URL = `smtp://127.0.0.1:${server.port}?tls=none`;
  process.env.MAIL_FROM = 'khong-tra-loi@bhxh.example';
  room = await startRoom(service);
  await room.as(OFFICER).put('/v1/contact', mailTo('giam-dinh@bhxh.example'));
  await room.as(HOSPITAL).put('/v1/contact', mailTo('bhyt@bv.example'));
  // From here on the times of schedules count.
  await room.runJobs();
});
afterEach(async () => {
  delete process.env.SMTP_URL;
  delete process.env.MAIL_FROM;
  expect(await room.deadLetters()).toEqual([]);
  await room.stop();
  await server.stop();
});

const addressees = () => server.mails.flatMap(({ to }) => to);
const tellAgency = (dueOn: string, facilityCode: string) =>
  room.deliver(WorkFellDue, workOf({ owner: AGENCY, facilityCode, dueOn, stage: 'overdue', daysOverdue: 3 }));

describe('the agency', () => {
  it('gets one mail a day with all that it was told of, and a hospital one for each', async () => {
    await tellAgency('2026-10-02', '66001');
    await tellAgency('2026-09-29', '66010');
    await room.deliver(ArrearsReported, arrearsOf({ stage: 'evasion', owner: AGENCY }));
    const ofHospital = workOf({ owner: { kind: 'facility', id: HOSPITAL.tenantCode } });
    await room.deliver(WorkFellDue, ofHospital);
    await room.runJobs();
    expect(addressees()).toEqual(['bhyt@bv.example']);

    room.clock.set('2026-10-06T07:00:00+07:00');
    await room.runJobs();
    expect(addressees()).toEqual(['bhyt@bv.example', 'giam-dinh@bhxh.example']);
    const mail = server.mails.at(-1)?.mail;
    expect(mail?.subject).toBe('Danh sách việc cần theo dõi trong ngày: 3 việc');
    expect(mail?.text).toContain('hạn sớm nhất là ngày 29/09/2026');
    expect(mail?.text).toMatch(/\n1\) .*66010.*\n\n2\) .*66001.*\n\nCòn 1 việc khác trong hộp thư\./);
    // What a unit owes is not for mail.
    expect(mail?.text).not.toMatch(/6000000001DNA03|3\.200\.000/);
    const inbox = await inboxOf(room, OFFICER);
    expect(inbox.map(({ template }) => template).sort()).toEqual([
      'agency-digest.v1',
      'arrears-evasion.v1',
      'work-overdue.v1',
      'work-overdue.v1',
    ]);
    expect(inbox.find(({ template }) => template === 'agency-digest.v1')?.deliveries).toMatchObject([
      { channel: 'email', status: 'sent' },
    ]);
  });

  it('finds what comes later in the list of the next day, and gets none on a day without news', async () => {
    await tellAgency('2026-10-02', '66001');
    room.clock.set('2026-10-06T07:00:00+07:00');
    await room.runJobs();
    await tellAgency('2026-10-05', '66010');
    room.clock.set('2026-10-07T07:00:00+07:00');
    await room.runJobs();
    room.clock.set('2026-10-08T07:00:00+07:00');
    await room.runJobs();
    expect(server.mails.map(({ mail }) => mail.subject)).toEqual(
      Array(2).fill('Danh sách việc cần theo dõi trong ngày: 1 việc'),
    );
    expect(server.mails.map(({ mail }) => mail.text?.includes('66010'))).toEqual([false, true]);
  });

  it('is told once, however often the events are delivered', async () => {
    const work = workOf({ owner: AGENCY });
    const eventId = work.deadlineId;
    for (let times = 0; times < 3; times += 1) await room.deliver(WorkFellDue, work, { eventId });
    room.clock.set('2026-10-06T07:00:00+07:00');
    await room.runJobs();
    await room.runJobs();
    expect(server.mails.map(({ mail }) => mail.subject)).toEqual(['Danh sách việc cần theo dõi trong ngày: 1 việc']);
  });
});
