import { Participant } from '@ansinh/contracts/enrollment/api';
import type { Page } from '@ansinh/contracts/wire/common.api';
import { newId } from '@ansinh/database';
import { type Room, startRoom } from '@ansinh/testkit';
import { person, importRow as row } from '../../testing/people';
import type { PrismaClient } from '../generated/prisma/client';
import { service } from '../service';

const officer = { role: 'officer', tenantCode: '66' } as const;

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(service);
});
afterEach(() => room.stop());

describe('a participant', () => {
  it('is found by each of three numbers', async () => {
    const register = [row(1), row(2)].map((one) => JSON.stringify(one)).join('\n');
    const together = room.withSecondPerson(officer);
    await together.post('/v1/imports/participants', register, { contentType: 'application/x-ndjson' });
    const search = async (body: object) =>
      (await room.as(officer).post('/v1/participants/searches', body)).body as Page<Participant>;
    const { items } = await search({ personalId: person(1).personalId });
    const [found] = items.map((item) => Participant.parse(item));
    expect(found).toMatchObject({
      siNumber: '6600000001',
      cards: [{ cardNumber: 'GD4666600000001', status: 'active' }],
    });
    expect((await search({ siNumber: '6600000001' })).items).toEqual(items);
    expect((await search({ cardNumber: 'GD4666600000001' })).items).toEqual(items);
    expect((await search({ siNumber: '6699999999' })).items).toEqual([]);
    expect((await room.as(officer).post('/v1/participants/searches', {})).status).toBe(422);
    expect((await room.as(officer).get(`/v1/participants/${found?.participantId}`)).body).toEqual(found);
  });

  it('that is not there gives 404, and is nothing for a hospital to read', async () => {
    expect((await room.as(officer).get(`/v1/participants/${newId()}`)).status).toBe(404);
    expect((await room.as({ role: 'hospital', tenantCode: '66001' }).get(`/v1/participants/${newId()}`)).status).toBe(
      403,
    );
    expect((await room.anonymous.get(`/v1/participants/${newId()}`)).status).toBe(401);
  });
});
