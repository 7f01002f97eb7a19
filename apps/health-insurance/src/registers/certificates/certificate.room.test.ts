import type { RegisterFacility } from '@ansinh/contracts/health-insurance/registers.api';
import { FacilityCertificate } from '@ansinh/contracts/health-insurance/registers.api';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { type Room, startRoom } from '@ansinh/testkit';
import { z } from 'zod';
import { EC_CERTIFICATE, RSA_CERTIFICATE } from '../../../testing/certificates';
import type { PrismaClient } from '../../generated/prisma/client';
import { service } from '../../service';

const facility: RegisterFacility = {
  facilityCode: '66001',
  name: 'Bệnh viện Mẫu',
  level: 'specialised',
  formerRoute: 'provincial',
  inpatient: true,
  contractFrom: localDate('2026-01-01'),
  contractTo: localDate('2026-12-31'),
  account: { bankBin: '970405', accountNumber: '5200205000010', accountName: 'BENH VIEN MAU' },
};
const officer = { role: 'officer', tenantCode: '66' } as const;
const hospital = { role: 'hospital', tenantCode: '66001' } as const;
const path = '/v1/facilities/66001/certificates';

describe('the certificates of a facility', () => {
  let room: Room<PrismaClient>;
  beforeEach(async () => {
    room = await startRoom(service);
    for (const facilityCode of ['66001', '66002'])
      expect((await room.withSecondPerson(officer).post('/v1/facilities', { ...facility, facilityCode })).status).toBe(
        201,
      );
  });
  afterEach(() => room.stop());

  const register = async (): Promise<FacilityCertificate> => {
    const answer = await room.withSecondPerson(officer).post(path, { pem: RSA_CERTIFICATE });
    expect(answer.status).toBe(201);
    return FacilityCertificate.parse(answer.body);
  };
  const list = async () => z.array(FacilityCertificate).parse((await room.as(hospital).get(path)).body);

  it('are registered by an officer, once, and read by the facility', async () => {
    const certificate = await register();
    expect(certificate).toMatchObject({ facilityCode: '66001', revokedAt: null, pem: RSA_CERTIFICATE });
    expect(await register()).toEqual(certificate);
    expect(await list()).toEqual([certificate]);
    expect((await room.as(hospital).post(path, { pem: RSA_CERTIFICATE })).status).toBe(403);
  });

  it('are none until a second person has approved them', async () => {
    const held = await room.as(officer).post(path, { pem: RSA_CERTIFICATE });
    expect([held.status, held.body]).toMatchObject([202, { status: 'waiting', shows: { now: [] } }]);
    expect(await list()).toEqual([]);
  });

  it('belong to one facility only', async () => {
    await register();
    const other = await room.as(officer).post('/v1/facilities/66002/certificates', { pem: RSA_CERTIFICATE });
    expect([other.status, other.body]).toMatchObject([409, { code: 'certificate.of-another-facility' }]);
    expect((await room.as({ ...hospital, tenantCode: '66002' }).get(path)).status).toBe(404);
  });

  it('are refused with the reason, and for a facility that is not registered', async () => {
    const unusable = await room.as(officer).post(path, { pem: EC_CERTIFICATE });
    expect([unusable.status, unusable.body]).toMatchObject([
      422,
      { code: 'certificate.unusable', reason: expect.stringContaining('RSA') },
    ]);
    const nobody = await room.as(officer).post('/v1/facilities/66999/certificates', { pem: RSA_CERTIFICATE });
    expect(nobody.status).toBe(404);
    expect(await room.db.facilityCertificate.count()).toBe(0);
  });

  it('are revoked once: the first time and reason stay, and the certificate stays listed', async () => {
    const { fingerprint } = await register();
    room.clock.set('2026-12-01T08:00:00+07:00');
    const revoke = (reason: string) => room.as(officer).post(`${path}/${fingerprint}/revocation`, { reason });
    const first = await revoke('key-lost');
    expect([first.status, first.body]).toMatchObject([
      200,
      { revokedAt: '2026-12-01T01:00:00.000Z', revocationReason: 'key-lost' },
    ]);
    room.clock.set('2026-12-02T08:00:00+07:00');
    expect((await revoke('replaced')).body).toEqual(first.body);
    expect(await list()).toEqual([first.body]);
    const unknown = await room.as(officer).post(`${path}/${'0'.repeat(64)}/revocation`, { reason: 'key-lost' });
    expect(unknown.status).toBe(404);
  });
});
