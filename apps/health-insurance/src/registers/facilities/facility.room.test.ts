import { FacilityRegistered } from '@ansinh/contracts/health-insurance/events';
import type { RegisterFacility } from '@ansinh/contracts/health-insurance/registers.api';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { keyRing } from '@ansinh/secrets';
import { everythingIn, type Reply, type Room, startRoom } from '@ansinh/testkit';
import type { PrismaClient } from '../../generated/prisma/client';
import { service } from '../../service';
import { findFacility } from './facility.views';

const facility: RegisterFacility = {
  facilityCode: '66010',
  name: 'Trung tâm y tế Mẫu',
  level: 'basic',
  points: 45,
  formerRoute: 'district',
  inpatient: true,
  contractFrom: localDate('2026-01-01'),
  contractTo: localDate('2026-12-31'),
  account: { bankBin: '970405', accountNumber: '5200205000010', accountName: 'TRUNG TAM Y TE MAU' },
};
const officer = { role: 'officer', tenantCode: '66' } as const;

describe('the registration of a facility', () => {
  let room: Room<PrismaClient>;
  beforeEach(async () => {
    room = await startRoom(service);
  });
  afterEach(() => room.stop());

  it('stores the facility and announces it with the account that settlements are paid to', async () => {
    const answer = await room.withSecondPerson(officer).post('/v1/facilities', facility);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual(facility);
    expect(await findFacility(room.db, '66010')).toEqual(facility);
    const [event] = await room.outbox();
    expect(event).toMatchObject({ key: '66010', attributes: { aggregateversion: 1 } });
    const [told] = await room.published(FacilityRegistered);
    const accountNumber = keyRing().open(told?.account.accountNumber ?? '', ['facility-account', '66010']);
    expect({ ...told, account: { ...told?.account, accountNumber } }).toEqual({
      facilityCode: '66010',
      name: facility.name,
      account: facility.account,
    });
  });

  it('keeps its account number nowhere in the clear, and shows the end of it', async () => {
    await room.withSecondPerson(officer).post('/v1/facilities', facility, { key: 'kept' });
    const moved = { ...facility, account: { ...facility.account, accountNumber: '5200205999999' } };
    await room.withSecondPerson(officer).post('/v1/facilities', moved);
    expect(await everythingIn(room)).not.toMatch(/5200205000010|5200205999999/);
    const again = await room.as(officer).post('/v1/facilities', facility, { key: 'kept' });
    expect([again.headers.get('idempotent-replayed'), again.body]).toMatchObject([
      'true',
      { shows: { body: facility } },
    ]);
    expect(await everythingIn(room)).not.toMatch(/5200205000010|5200205999999/);
    const shown = await room.as({ role: 'hospital', tenantCode: '66010' }).get('/v1/facilities/66010');
    expect(shown.body).toMatchObject({ account: { accountNumber: 'XXXXXXXXX9999' } });
  });

  it('answers the same and announces nothing when the same data come again under another key', async () => {
    await room.withSecondPerson(officer).post('/v1/facilities', facility);
    const again = await room.withSecondPerson(officer).post('/v1/facilities', facility);
    expect(again.status).toBe(201);
    expect(again.body).toEqual(facility);
    expect(await room.outbox()).toHaveLength(1);
  });

  it('makes a new version when the data differ', async () => {
    const { points: _points, ...provisional } = facility;
    const moved = { ...provisional, account: { ...facility.account, accountNumber: '5200205999999' } };
    await room.withSecondPerson(officer).post('/v1/facilities', facility);
    expect((await room.withSecondPerson(officer).post('/v1/facilities', moved)).body).toEqual(moved);
    expect(await findFacility(room.db, '66010')).toEqual(moved);
    expect((await room.outbox()).map((event) => event.attributes.aggregateversion)).toEqual([1, 2]);
  });

  it('is nothing until a second person has seen the account that there was and the new one', async () => {
    await room.withSecondPerson(officer).post('/v1/facilities', facility);
    const moved = { ...facility, account: { ...facility.account, accountNumber: '5200205999999' } };
    const held = await room.as(officer).post('/v1/facilities', moved);
    expect([held.status, held.body]).toMatchObject([
      202,
      {
        status: 'waiting',
        shows: { body: moved, answer: moved, now: { account: { accountNumber: 'XXXXXXXXX0010' } } },
      },
    ]);
    expect(await findFacility(room.db, '66010')).toEqual(facility);
    expect(await room.outbox()).toHaveLength(1);
    expect(await everythingIn(room)).not.toMatch(/5200205000010|5200205999999/);
  });

  it('gives each of many registrations at the same moment a version of its own', async () => {
    const caller = room.withSecondPerson(officer);
    const names = Array.from({ length: 8 }, (_, index) => `Trung tâm y tế ${index}`);
    /** What was changed meanwhile is another facility than the one that was shown: it is asked for anew. */
    const register = async (name: string): Promise<Reply> => {
      const reply = await caller.post('/v1/facilities', { ...facility, name });
      if (reply.status !== 409) return reply;
      expect(reply.body).toMatchObject({ code: 'approval.changed' });
      return register(name);
    };
    const answers = await Promise.all(names.map(register));
    expect(answers.map((answer) => answer.status)).toEqual(names.map(() => 201));
    const versions = (await room.outbox()).map((event) => event.attributes.aggregateversion);
    expect(versions).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('refuses a contract that ends before it begins', async () => {
    const answer = await room.as(officer).post('/v1/facilities', { ...facility, contractTo: '2025-12-31' });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'request.invalid', errors: [{ pointer: '/contractTo' }] });
    expect(await room.outbox()).toEqual([]);
  });

  it('is not for hospitals', async () => {
    const answer = await room.as({ role: 'hospital', tenantCode: '66010' }).post('/v1/facilities', facility);
    expect(answer.status).toBe(403);
  });

  it('is read by the agency and by the facility itself, and does not exist for others', async () => {
    await room.withSecondPerson(officer).post('/v1/facilities', facility);
    const statusFor = async (who: Parameters<typeof room.as>[0]): Promise<number> =>
      (await room.as(who).get('/v1/facilities/66010')).status;
    expect(await statusFor(officer)).toBe(200);
    expect(await statusFor({ role: 'hospital', tenantCode: '66010' })).toBe(200);
    expect(await statusFor({ role: 'hospital', tenantCode: '66001' })).toBe(404);
    expect((await room.as(officer).get('/v1/facilities/66999')).status).toBe(404);
  });
});
