import { Problem } from '@ansinh/contracts/catalogue/problems';
import { CardIssued } from '@ansinh/contracts/enrollment/events';
import { BundleSubmission } from '@ansinh/contracts/health-insurance/api';
import { type Room, startRoom } from '@ansinh/testkit';
import { claimFileXml, encounterTables } from '../../../testing/claims';
import { cardIssued, facilityRow } from '../../../testing/rooms';
import { zipOf } from '../../../testing/workbooks';
import { rawZip } from '../../../testing/zips';
import type { PrismaClient } from '../../generated/prisma/client';
import { service } from '../../service';

const hospital = { role: 'hospital', tenantCode: '66001' } as const;

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(service);
  await room.db.facility.create({ data: facilityRow() });
  await room.deliver(CardIssued, cardIssued());
});
afterEach(() => room.stop());

const post = (content: Buffer) =>
  room.as(hospital).post('/v1/claim-bundles', content, { contentType: 'application/zip' });
const file = (key: string, facilityCode?: string): string => claimFileXml([encounterTables({ key })], facilityCode);

describe('a bundle of claim files', () => {
  it('is taken file by file: what is wrong with one stops no other, and is told as for a single file', async () => {
    const content = await zipOf({
      'A.xml': file('A'),
      'thang10/B.xml': file('B', '66002'),
      'thang10/C.XML': file('C').replace('<SOLUONGHOSO>1', '<SOLUONGHOSO>2'),
      'D.xml': '<GIAMDINHHS>',
      'E.xml': file('E'),
    });
    const answer = await post(content);
    const bundle = BundleSubmission.parse(answer.body);
    expect([answer.status, bundle.taken, bundle.refused]).toEqual([202, 2, 3]);
    const told = bundle.files.map(({ path, submission, problem }) => [
      path,
      submission?.claims[0]?.encounterKey ?? problem?.code,
    ]);
    expect(Object.fromEntries(told)).toEqual({
      'A.xml': 'A',
      'thang10/B.xml': 'claim.other-facility',
      'thang10/C.XML': 'claim.structure-invalid',
      'D.xml': 'request.malformed',
      'E.xml': 'E',
    });
    const faulty = bundle.files.find(({ path }) => path === 'thang10/C.XML');
    expect(faulty?.problem?.errors).toMatchObject([{ pointer: '/SOLUONGHOSO' }]);
    expect(await room.db.claim.count()).toBe(2);
    const again = BundleSubmission.parse((await post(content)).body);
    expect(again.files.map(({ submission }) => submission?.submissionId)).toEqual(
      bundle.files.map(({ submission }) => submission?.submissionId),
    );
    expect(await room.db.claim.count()).toBe(2);
  });

  it.each([
    ['is no ZIP', async () => Buffer.from('PK no'), 'table of contents'],
    ['holds nothing', () => zipOf({}), 'no file'],
    [
      'holds two files with one name',
      async () => rawZip([file('A'), file('B')].map((text) => ({ name: 'A.xml', content: Buffer.from(text) }))),
      'A.xml twice',
    ],
    ['holds something else', () => zipOf({ 'A.xml': file('A'), 'photo.jpg': 'x' }), 'photo.jpg is no .xml file'],
    [
      'unpacks to more than 50 MB',
      () => zipOf(Object.fromEntries(['A', 'B', 'C'].map((key) => [`${key}.xml`, `<A>${' '.repeat(18_000_000)}</A>`]))),
      'larger than',
    ],
    ['unpacks a file to more than 20 MB', () => zipOf({ 'A.xml': ' '.repeat(20_000_001) }), 'larger than 20000000'],
  ])('is refused whole when it %s', async (_, make, reason) => {
    const answer = await post(await make());
    const problem = Problem.parse(answer.body);
    expect([answer.status, problem.code, problem.reason]).toEqual([
      400,
      'bundle.unreadable',
      expect.stringContaining(reason),
    ]);
    expect(await room.db.document.count()).toBe(0);
  });
});
