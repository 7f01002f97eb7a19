import { CardIssued } from '@ansinh/contracts/enrollment/events';
import type { Claim } from '@ansinh/contracts/health-insurance/api';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { createSigningIdentity, type SigningIdentity, signClaimFile } from '@ansinh/sample-data';
import { type Room, startRoom } from '@ansinh/testkit';
import { appraisedFile } from '../../../testing/appraised';
import { claimFileXml, encounterTables } from '../../../testing/claims';
import { cardIssued, facilityRow } from '../../../testing/rooms';
import type { PrismaClient } from '../../generated/prisma/client';
import { service } from '../../service';

const officer = { role: 'officer', tenantCode: '66' } as const;
const from2026 = new Date('2026-01-01T00:00:00Z');
const identity = createSigningIdentity('66001', from2026);

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(service);
  await room.db.facility.createMany({ data: [facilityRow(), facilityRow('66002')] });
  await room.deliver(CardIssued, cardIssued());
});
afterEach(() => room.stop());

const register = async ({ certificatePem: pem }: SigningIdentity, facilityCode = '66001'): Promise<string> => {
  const answer = await room.withSecondPerson(officer).post(`/v1/facilities/${facilityCode}/certificates`, { pem });
  expect(answer.status).toBe(201);
  return String(Object(answer.body).fingerprint);
};
const unsigned = (key = 'LK1'): string => claimFileXml([encounterTables({ key })]);
const send = (xml: string): Promise<Claim> => appraisedFile(room, xml);
const messageOf = ({ findings: [finding] }: Claim): string | undefined => finding?.message;

describe('a claim file since 2026', () => {
  it('is accepted with the signature of a registered certificate, and says whose', async () => {
    const fingerprint = await register(identity);
    expect(await send(signClaimFile(unsigned(), identity))).toMatchObject({ status: 'accepted', findings: [] });
    expect(await room.db.document.findFirst()).toMatchObject({ signature: 'valid', signedWith: fingerprint });
  });

  it('is returned without one, and with one that does not hold', async () => {
    await register(identity);
    const absent = await send(unsigned());
    expect(absent).toMatchObject({ status: 'returned', findings: [{ rule: 'SIGNATURE', field: 'CHUKYDONVI' }] });
    expect(messageOf(absent)).toBe('The file is not signed');
    const forged = signClaimFile(unsigned('LK2'), identity).replace('<NGAYLAP>20261006', '<NGAYLAP>20261007');
    expect(messageOf(await send(forged))).toContain('changed after it was signed');
    expect(await room.db.document.findFirst({ where: { signature: 'invalid' } })).toMatchObject({ signedWith: null });
  });

  it.each([
    ['nobody has registered', async () => undefined],
    ['another facility has registered', () => register(identity, '66002')],
    [
      'was revoked before',
      async () => {
        const fingerprint = await register(identity);
        const path = `/v1/facilities/66001/certificates/${fingerprint}/revocation`;
        await room.as(officer).post(path, { reason: 'key-lost' });
      },
    ],
  ])('is returned with a certificate that %s', async (_, prepare) => {
    await prepare();
    const claim = await send(signClaimFile(unsigned(), identity));
    expect([claim.status, messageOf(claim)]).toEqual(['returned', expect.stringContaining('not registered')]);
  });

  it('is sent again signed, after it came back unsigned, as the second version', async () => {
    await register(identity);
    const { claimId } = await send(unsigned());
    const second = await send(signClaimFile(unsigned(), identity));
    expect(second).toMatchObject({ claimId, version: 2, status: 'accepted' });
  });

  it('needs no signature where an officer has switched the rule off', async () => {
    const off = { from: '2026-01-01', enabled: false, reason: 'transition of the district hospitals' };
    await room.withSecondPerson(officer).put('/v1/appraisal-rules/SIGNATURE', off);
    expect((await send(unsigned())).status).toBe('accepted');
  });
});

describe('a visit before 2026', () => {
  it('needs no signature', async () => {
    await room.deliver(CardIssued, cardIssued({ validFrom: localDate('2025-01-01') }), { version: 2 });
    const day = '20251231';
    const summary = { NGAY_VAO: `${day}0800`, NGAY_RA: `${day}0900`, NGAY_TTOAN: `${day}0910` };
    const claim = await send(
      claimFileXml([encounterTables({ summary: { ...summary, NAM_QT: '2025', THANG_QT: '12' } })]),
    );
    expect(claim.findings.map(({ rule }) => rule)).not.toContain('SIGNATURE');
  });
});
