import { createHash } from 'node:crypto';
import { Problem } from '@ansinh/contracts/catalogue/problems';
import { CardIssued } from '@ansinh/contracts/enrollment/events';
import { BundleSubmission, ClaimSubmission } from '@ansinh/contracts/health-insurance/api';
import { ClaimReceived } from '@ansinh/contracts/health-insurance/events';
import { createSigningIdentity, signClaimFile } from '@ansinh/sample-data';
import { type Room, startRoom } from '@ansinh/testkit';
import { appraisedFile } from '../../../testing/appraised';
import { claimFileXml, encounterTables } from '../../../testing/claims';
import { cardIssued, facilityRow, UNSIGNED_FILES } from '../../../testing/rooms';
import { zipOf } from '../../../testing/workbooks';
import type { PrismaClient } from '../../generated/prisma/client';
import { service } from '../../service';

const hospital = { role: 'hospital', tenantCode: '66001' } as const;
const officer = { role: 'officer', tenantCode: '66' } as const;

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(service);
  await room.db.facility.create({ data: facilityRow() });
});
afterEach(() => room.stop());

const FILE = claimFileXml([encounterTables()]);
/** Two diseases of one person. */
const TWO_VISITS = claimFileXml([encounterTables({ key: 'A' }), encounterTables({ key: 'B', day: 4 })]);
const takeUnsigned = () => room.db.appraisalRuleSetting.create({ data: UNSIGNED_FILES });
const tellCard = () => room.deliver(CardIssued, cardIssued());
const send = async (xml: string): Promise<ClaimSubmission> => {
  const answer = await room.as(hospital).post('/v1/claims', xml);
  if (answer.status !== 202) throw new Error(answer.text);
  return ClaimSubmission.parse(answer.body);
};
const statusesOf = ({ claims }: ClaimSubmission): string[] =>
  claims.map(({ encounterKey, status }) => `${encounterKey} ${status}`);
const sendBack = (claimId: string) =>
  room.as(officer).post(`/v1/claims/${claimId}/return`, { reason: 'Trả nhầm hồ sơ' });
const told = async (): Promise<number> => (await room.published(ClaimReceived)).length;

describe('the same file again', () => {
  it('stores nothing while its claims stand, and is answered with their state of now', async () => {
    await takeUnsigned();
    await tellCard();
    const first = await send(FILE);
    expect([first.duplicate, statusesOf(first)]).toEqual([false, ['LK1 received']]);
    await appraisedFile(room, FILE);
    room.clock.set('2026-10-07T08:00:00+07:00');
    expect(await send(FILE)).toEqual({
      ...first,
      duplicate: true,
      claims: [expect.objectContaining({ encounterKey: 'LK1', status: 'accepted' })],
    });
    expect([await room.db.document.count(), await room.db.claimVersion.count(), await told()]).toEqual([1, 1, 1]);
  });

  it('is a correction when an officer has sent the claim back', async () => {
    await takeUnsigned();
    await tellCard();
    const { claimId } = await appraisedFile(room, FILE);
    expect((await sendBack(claimId)).status).toBe(200);
    room.clock.set('2026-10-07T08:00:00+07:00');
    const again = await send(FILE);
    expect([again.duplicate, statusesOf(again)]).toEqual([false, ['LK1 received']]);
    expect(again.receivedAt).toBe('2026-10-07T01:00:00.000Z');
    expect(await appraisedFile(room, FILE)).toMatchObject({ claimId, version: 2, status: 'accepted', findings: [] });
    expect([await room.db.document.count(), await room.db.claimVersion.count(), await told()]).toEqual([1, 2, 2]);
  });

  it('that comes at the moment at which officers send its claim back is never a fault of ours', async () => {
    await takeUnsigned();
    await tellCard();
    for (let round = 1; round <= 3; round += 1) {
      const { claimId } = await appraisedFile(room, FILE);
      const answers = await Promise.all([
        ...Array.from({ length: 6 }, () => sendBack(claimId)),
        ...Array.from({ length: 12 }, () => room.as(hospital).post('/v1/claims', FILE)),
      ]);
      expect(answers.map(({ status }) => status)).not.toContain(500);
    }
  });

  it('is a correction when the register has learned the card, however often', async () => {
    await takeUnsigned();
    expect(await appraisedFile(room, FILE)).toMatchObject({ version: 1, status: 'returned' });
    expect(await appraisedFile(room, FILE)).toMatchObject({ version: 2, status: 'returned' });
    await tellCard();
    expect(await appraisedFile(room, FILE)).toMatchObject({ version: 3, status: 'accepted' });
    expect(await room.db.claim.count()).toBe(1);
  });

  it('is a correction when its certificate has been registered meanwhile; a file that was valid stays so', async () => {
    await tellCard();
    const identity = createSigningIdentity('66001', new Date('2026-01-01T00:00:00Z'));
    const signed = signClaimFile(FILE, identity);
    expect(await appraisedFile(room, signed)).toMatchObject({ status: 'returned', findings: [{ rule: 'SIGNATURE' }] });
    const path = '/v1/facilities/66001/certificates';
    const { body } = await room.withSecondPerson(officer).post(path, { pem: identity.certificatePem });
    const { claimId } = await appraisedFile(room, signed);
    expect(await room.db.claim.findFirst()).toMatchObject({ claimId, version: 2, status: 'accepted' });
    expect(await room.db.document.findMany()).toMatchObject([{ signature: 'valid' }]);
    await room.as(officer).post(`${path}/${String(Object(body).fingerprint)}/revocation`, { reason: 'key-lost' });
    await sendBack(claimId);
    expect(await appraisedFile(room, signed)).toMatchObject({ version: 3, status: 'accepted' });
  });

  it('brings again what came back of it, and leaves what was accepted', async () => {
    await takeUnsigned();
    await tellCard();
    await appraisedFile(room, TWO_VISITS);
    const [, second] = await room.db.claim.findMany({ orderBy: { encounterKey: 'asc' } });
    await sendBack(second?.claimId ?? '');
    const again = await send(TWO_VISITS);
    expect([again.duplicate, statusesOf(again)]).toEqual([false, ['A accepted', 'B received']]);
    await appraisedFile(room, TWO_VISITS);
    const claims = await room.db.claim.findMany({ orderBy: { encounterKey: 'asc' } });
    expect(claims.map(({ version, status }) => [version, status])).toEqual([
      [1, 'accepted'],
      [2, 'accepted'],
    ]);
    expect(statusesOf(await send(TWO_VISITS))).toEqual(['A accepted', 'B accepted']);
  });

  it('is taken once when it is sent twenty times at a time', async () => {
    await takeUnsigned();
    await tellCard();
    const { claimId } = await appraisedFile(room, FILE);
    await sendBack(claimId);
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(FILE)));
    expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(answers.map(statusesOf)).toEqual(answers.map(() => ['LK1 received']));
    expect([await room.db.claimVersion.count(), await told()]).toEqual([2, 2]);
  });

  it('is a correction also in a bundle', async () => {
    await takeUnsigned();
    await appraisedFile(room, FILE);
    await tellCard();
    const bundle = await zipOf({ 'A.xml': FILE });
    const answer = await room.as(hospital).post('/v1/claim-bundles', bundle, { contentType: 'application/zip' });
    const { files } = BundleSubmission.parse(answer.body);
    expect(files.map(({ submission }) => submission && [submission.duplicate, statusesOf(submission)])).toEqual([
      [false, ['LK1 received']],
    ]);
  });

  it('is refused when rules of form refuse it by now and its claim came back; answered as long as it stands', async () => {
    await takeUnsigned();
    await tellCard();
    const { claimId } = await appraisedFile(room, FILE);
    // A file that was taken once: what is refused today was good then.
    const refusedToday = '<GIAMDINHHS>';
    await room.db.document.updateMany({ data: { sha256: createHash('sha256').update(refusedToday).digest('hex') } });
    expect(statusesOf(await send(refusedToday))).toEqual(['LK1 accepted']);
    await sendBack(claimId);
    const answer = await room.as(hospital).post('/v1/claims', refusedToday);
    expect([answer.status, Problem.parse(answer.body).code]).toEqual([400, 'request.malformed']);
  });
});
