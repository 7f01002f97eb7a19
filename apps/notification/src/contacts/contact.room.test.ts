import { ParticipantRegistered } from '@ansinh/contracts/enrollment/events';
import { newId } from '@ansinh/database';
import { type Room, startRoom } from '@ansinh/testkit';
import { HOSPITAL, OFFICER, OTHER_HOSPITAL, registeredPerson } from '../../testing/notices';
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

describe('where the messages of a participant go', () => {
  it('is what was registered, until an officer notes something else; that counts from then on', async () => {
    await register('cu@mau.example');
    expect((await room.as(OFFICER).get(path)).body).toEqual({
      email: 'cu@mau.example',
      language: 'vi',
      verifiedAt: null,
      changedAt: null,
    });
    const changed = {
      email: 'moi@mau.example',
      language: 'en',
      verifiedAt: null,
      changedAt: '2026-10-05T01:30:00.000Z',
    };
    const change = { email: 'moi@mau.example', language: 'en' };
    expect((await room.as(OFFICER).put(path, change)).body).toEqual(changed);
    await register('cu-hon@mau.example', 2);
    expect((await room.as(OFFICER).get(path)).body).toEqual(changed);
    expect((await room.as(OFFICER).put(path, { email: null, language: 'vi' })).body).toMatchObject({ email: null });
  });

  it('is told of nobody who is not known', async () => {
    expect((await room.as(OFFICER).get(path)).status).toBe(404);
    expect((await room.as(OFFICER).put(path, { email: null, language: 'vi' })).status).toBe(404);
  });

  it('is changed by officers alone', async () => {
    await register(null);
    const change = { email: 'moi@mau.example', language: 'vi' };
    for (const who of [HOSPITAL, { role: 'approver', tenantCode: '66' } as const])
      expect((await room.as(who).put(path, change)).status).toBe(403);
    expect((await room.as({ role: 'approver', tenantCode: '66' }).get(path)).status).toBe(200);
  });

  it.each(['moi', 'moi@mau.example\r\nBcc: x@y.example', 'mới@mau.example', 'a@b.example, c@d.example', ''])(
    'is no address like %j',
    async (email) => {
      await register(null);
      const answer = await room.as(OFFICER).put(path, { email, language: 'vi' });
      expect(answer.status).toBe(422);
    },
  );

  it('is audited with who changed it and without the address', async () => {
    await register(null);
    await room.as(OFFICER).put(path, { email: 'moi@mau.example', language: 'vi' });
    const rows = await room.db.$queryRaw<{ row: string }[]>`
      SELECT audit::text AS row FROM platform.audit WHERE action = 'contact.change'`;
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).toContain(`participant:${participantId}`);
    expect(rows[0]?.row).not.toContain('mau.example');
  });
});

describe('where the messages of a hospital or of the agency go', () => {
  it('is said by itself, for itself', async () => {
    expect((await room.as(HOSPITAL).get(OWN)).body).toMatchObject({ email: null, language: 'vi' });
    await room.as(HOSPITAL).put(OWN, { email: 'bhyt@bv.example', language: 'vi' });
    await room.as(OFFICER).put(OWN, { email: 'giam-dinh@bhxh.example', language: 'vi' });
    expect((await room.as(HOSPITAL).get(OWN)).body).toMatchObject({ email: 'bhyt@bv.example' });
    expect((await room.as(OTHER_HOSPITAL).get(OWN)).body).toMatchObject({ email: null });
    expect((await room.as({ role: 'approver', tenantCode: '66' }).get(OWN)).body).toMatchObject({
      email: 'giam-dinh@bhxh.example',
    });
  });

  it('is not said by who gets no messages yet', async () => {
    const change = { email: 'a@b.example', language: 'vi' };
    for (const role of ['bank', 'post-office', 'employer'] as const)
      expect((await room.as({ role, tenantCode: '66001' }).put(OWN, change)).status).toBe(403);
  });
});
