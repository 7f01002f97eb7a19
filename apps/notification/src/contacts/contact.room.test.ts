import { ParticipantRegistered } from '@ansinh/contracts/enrollment/events';
import { Contact } from '@ansinh/contracts/notification/api';
import { newId } from '@ansinh/database';
import { type Room, startRoom, type Who } from '@ansinh/testkit';
import { HOSPITAL, mailTo, OFFICER, OTHER_HOSPITAL, registeredPerson } from '../../testing/notices';
import type { PrismaClient } from '../generated/prisma/client';
import { service } from '../service';

const participantId = newId();
const path = `/v1/participants/${participantId}/contact`;
const OWN = '/v1/contact';

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(service);
});
afterEach(() => room.stop());

const register = (email: string | null, version = 1): Promise<void> =>
  room.deliver(ParticipantRegistered, registeredPerson(participantId, { email }), { id: participantId, version });

/** How an answer says that somebody is reached by mail, whatever other channels there are. */
const mailOf = ({ body }: { readonly body: unknown }) =>
  Contact.parse(body).addresses.find(({ channel }) => channel === 'email');
const byMail = (address: string | null, changes: object = {}) => ({
  channel: 'email',
  address,
  language: 'vi',
  verifiedAt: null,
  changedAt: null,
  ...changes,
});

describe('where the messages of a participant go', () => {
  it('is what was registered, until an officer notes something else; that counts from then on', async () => {
    await register('cu@mau.example');
    expect(mailOf(await room.as(OFFICER).get(path))).toEqual(byMail('cu@mau.example'));
    const changed = byMail('moi@mau.example', { language: 'en', changedAt: '2026-10-05T01:30:00.000Z' });
    expect(mailOf(await room.as(OFFICER).put(path, mailTo('moi@mau.example', 'en')))).toEqual(changed);
    await register('cu-hon@mau.example', 2);
    expect(mailOf(await room.as(OFFICER).get(path))).toEqual(changed);
    const ended = byMail(null, { changedAt: '2026-10-05T01:30:00.000Z' });
    expect(mailOf(await room.as(OFFICER).put(path, mailTo(null)))).toEqual(ended);
    await register('cu-hon@mau.example', 3);
    expect(mailOf(await room.as(OFFICER).get(path))).toEqual(ended);
  });

  it('is what was chosen for each channel, also for one that only a later release knows', async () => {
    await register('cu@mau.example');
    await room.db.contactChoice.create({
      data: {
        recipientKind: 'participant',
        recipientId: participantId,
        channel: 'pigeon',
        address: 'loft 7',
        language: 'en',
        changedAt: new Date(),
      },
    });
    expect(mailOf(await room.as(OFFICER).get(path))).toEqual(byMail('cu@mau.example'));
    await room.as(OFFICER).put(path, mailTo('moi@mau.example'));
    const rows = await room.db.contactChoice.findMany({ orderBy: { channel: 'asc' } });
    expect(rows.map(({ channel, address }) => [channel, address])).toEqual([
      ['email', 'moi@mau.example'],
      ['pigeon', 'loft 7'],
    ]);
  });

  it('has to be confirmed anew where the address is another one, and only there', async () => {
    await register(null);
    await room.as(OFFICER).put(path, mailTo('moi@mau.example'));
    const verifiedAt = '2026-10-05T02:00:00.000Z';
    await room.db.contactChoice.updateMany({ data: { verifiedAt } });
    const inEnglish = await room.as(OFFICER).put(path, mailTo('moi@mau.example', 'en'));
    expect(mailOf(inEnglish)).toMatchObject({ language: 'en', verifiedAt });
    const elsewhere = await room.as(OFFICER).put(path, mailTo('khac@mau.example', 'en'));
    expect(mailOf(elsewhere)).toMatchObject({ verifiedAt: null });
  });

  it('is told of nobody who is not known', async () => {
    expect((await room.as(OFFICER).get(path)).status).toBe(404);
    expect((await room.as(OFFICER).put(path, mailTo(null))).status).toBe(404);
  });

  it('is changed by officers alone', async () => {
    await register(null);
    const change = mailTo('moi@mau.example');
    for (const who of [HOSPITAL, { role: 'approver', tenantCode: '66' } as const])
      expect((await room.as(who).put(path, change)).status).toBe(403);
    expect((await room.as({ role: 'approver', tenantCode: '66' }).get(path)).status).toBe(200);
  });

  it.each(['moi', 'moi@mau.example\r\nBcc: x@y.example', 'mới@mau.example', 'a@b.example, c@d.example', ''])(
    'is no address like %j',
    async (email) => {
      await register(null);
      const answer = await room.as(OFFICER).put(path, mailTo(email));
      expect(answer.status).toBe(422);
    },
  );

  it('is audited with who changed it and without the address', async () => {
    await register(null);
    await room.as(OFFICER).put(path, mailTo('moi@mau.example'));
    const rows = await room.db.$queryRaw<{ row: string }[]>`
      SELECT audit::text AS row FROM platform.audit WHERE action = 'contact.change'`;
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).toContain(`participant:${participantId}`);
    expect(rows[0]?.row).not.toContain('mau.example');
    await room.as(OFFICER).put(path, mailTo('khac@mau.example'));
    const changes = await room.db.$queryRaw`
      SELECT before_digest <> after_digest AS changed, before_digest = lag(after_digest) OVER (ORDER BY position) AS "goesOn"
      FROM platform.audit WHERE action = 'contact.change' ORDER BY position`;
    expect(changes).toEqual([
      { changed: true, goesOn: null },
      { changed: true, goesOn: true },
    ]);
  });
});

describe('where the messages of a hospital or of the agency go', () => {
  it('is said by itself, for itself', async () => {
    expect(mailOf(await room.as(HOSPITAL).get(OWN))).toEqual(byMail(null));
    await room.as(HOSPITAL).put(OWN, mailTo('bhyt@bv.example'));
    await room.as(OFFICER).put(OWN, mailTo('giam-dinh@bhxh.example'));
    const addressOf = async (who: Who) => mailOf(await room.as(who).get(OWN))?.address;
    expect(await addressOf(HOSPITAL)).toBe('bhyt@bv.example');
    expect(await addressOf(OTHER_HOSPITAL)).toBeNull();
    expect(await addressOf({ role: 'approver', tenantCode: '66' })).toBe('giam-dinh@bhxh.example');
  });

  it('is not said by who gets no messages yet', async () => {
    const change = mailTo('a@b.example');
    for (const role of ['bank', 'post-office', 'employer'] as const)
      expect((await room.as({ role, tenantCode: '66001' }).put(OWN, change)).status).toBe(403);
  });
});
