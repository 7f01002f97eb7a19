import { CardIssued } from '@ansinh/contracts/enrollment/events';
import { sealFieldsJobs } from '@ansinh/platform';
import { createKeyRing, DEVELOPMENT_KEYS } from '@ansinh/secrets';
import { everythingIn, type Room, startRoom } from '@ansinh/testkit';
import { appraisedClaim } from '../../../testing/appraised';
import { OVERDOSE, PROCEDURE } from '../../../testing/claims';
import { cardIssued, facilityRow, UNSIGNED_FILES } from '../../../testing/rooms';
import type { PrismaClient } from '../../generated/prisma/client';
import { service } from '../../service';
import { WORDS } from './claim-words';

const hospital = { role: 'hospital', tenantCode: '66001' } as const;
const officer = { role: 'officer', tenantCode: '66' } as const;
const COLUMNS = service.sealed ?? [];
/** As a running service has them; a room has none of its own. */
const JOBS = sealFieldsJobs(COLUMNS);
const older = createKeyRing([DEVELOPMENT_KEYS[1]]);

const DIAGNOSIS = 'Đái tháo đường không phụ thuộc insulin';
const EXPLAINED = 'Kê đơn cho 15 ngày';
const REASON = 'Đối chiếu với bệnh án';

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom({ ...service, jobs: [...(service.jobs ?? []), ...JOBS] });
  await room.db.facility.create({ data: facilityRow() });
  await room.db.appraisalRuleSetting.create({ data: UNSIGNED_FILES });
  await room.deliver(CardIssued, cardIssued());
});
afterEach(() => room.stop());

/** A claim with a diagnosis in words, one question explained and decided, another one explained. */
const reviewed = async (): Promise<string> => {
  const summary = { CHAN_DOAN_RV: DIAGNOSIS };
  const { claimId } = await appraisedClaim(room, { lines: [PROCEDURE, OVERDOSE, OVERDOSE], summary });
  const explanations = [1, 2].map((question) => ({ question, text: EXPLAINED }));
  await room.as(hospital).post(`/v1/claims/${claimId}/explanations`, { explanations });
  const decisions = [{ question: 1, result: 'pay', reason: REASON }];
  expect((await room.as(officer).post(`/v1/claims/${claimId}/decisions`, { decisions })).status).toBe(200);
  return claimId;
};

/** What people read of it. */
const shown = async (claimId: string) => ({
  rows: (await room.as(hospital).get(`/v1/claims/${claimId}/rows`)).body,
  decided: (await room.as(officer).get('/v1/appraisal-questions?state=decided')).body,
  explained: (await room.as(officer).get('/v1/appraisal-questions?state=explained')).body,
  decisions: (await room.as(officer).get(`/v1/claims/${claimId}/decisions`)).body,
});

/** What happens in a night: the job queues the first page, and each page the next one. */
const sealAll = async (): Promise<void> => {
  const [nightly] = JOBS;
  if (nightly === undefined) throw new Error('columns are sealed anew by a job');
  await room.runJob(nightly, { day: '2026-10-05' });
  await room.runJobs();
};

const keysHeld = async (): Promise<string[]> => {
  const keys = new Set<string>();
  for (const { count } of COLUMNS) for (const { key } of await count(room.db)) keys.add(key);
  return [...keys].sort();
};

describe('what is said of an illness in words', () => {
  it('rests nowhere in the clear, and is read by who may read it', async () => {
    const claimId = await reviewed();
    const everything = await everythingIn(room);
    for (const words of [DIAGNOSIS, EXPLAINED, REASON]) expect(everything).not.toContain(words);
    expect(await keysHeld()).toEqual(['development-2']);
    const { rows, decided, explained, decisions } = await shown(claimId);
    const [summary] = rows as { fields: Record<string, string> }[];
    expect(summary?.fields).toMatchObject({ CHAN_DOAN_RV: DIAGNOSIS, CHAN_DOAN_VAO: 'Chẩn đoán thử' });
    expect(summary?.fields).not.toHaveProperty('sealed');
    expect(decided).toMatchObject({ items: [{ explanation: { text: EXPLAINED }, decision: { reason: REASON } }] });
    expect(explained).toMatchObject({ items: [{ explanation: { text: EXPLAINED }, decision: null }] });
    expect(decisions).toMatchObject([{ reason: REASON }]);
  });

  it('of before, and of an older key, is sealed by the newest one, page by page, and reads the same', async () => {
    const claimId = await reviewed();
    const before = await shown(claimId);
    // As an earlier release wrote it: everything open, and one of each kind by an older key.
    const rows = await room.db.claimRow.findMany({ orderBy: { tableName: 'asc' } });
    const [opened] = before.rows as { table: string; row: number; fields: Record<string, string> }[];
    const summary = rows.find(({ tableName }) => tableName === 'XML1');
    if (opened === undefined || summary === undefined) throw new Error('XML1 has a row');
    const { claimId: id, version, tableName, rowNumber } = summary;
    await room.db.claimRow.update({
      where: { claimId_version_tableName_rowNumber: { claimId: id, version, tableName, rowNumber } },
      // One that says nothing stays as it is.
      data: { fields: { ...opened.fields, GHI_CHU: '' } },
    });
    await room.db.claimExplanation.updateMany({ where: { position: 1 }, data: { text: EXPLAINED } });
    await room.db.claimExplanation.updateMany({
      where: { position: 2 },
      data: { text: older.seal(EXPLAINED, ['explanation', id, String(version), '2']) },
    });
    const decision = await room.db.claimDecision.findFirstOrThrow();
    await room.db.claimDecision.updateMany({ data: { reason: older.seal(REASON, ['decision', decision.decisionId]) } });
    const document = await room.db.document.findFirstOrThrow();
    const { facilityCode, sha256 } = document;
    await room.db.document.updateMany({
      data: {
        content: Uint8Array.from(older.sealBytes(Buffer.from('<GIAMDINHHS/>'), ['claim-file', facilityCode, sha256])),
      },
    });
    const meanwhile = await shown(claimId);
    expect({ ...meanwhile, rows: [] }).toEqual({ ...before, rows: [] });
    expect(await keysHeld()).toEqual(['', 'development-1', 'development-2']);

    await sealAll();
    expect(await keysHeld()).toEqual(['development-2']);
    expect(await shown(claimId)).toEqual(meanwhile);
    expect(meanwhile).toMatchObject({ decided: { items: [{ decision: { reason: REASON } }] } });
    const everything = await everythingIn(room);
    for (const words of [DIAGNOSIS, EXPLAINED, REASON]) expect(everything).not.toContain(words);
    const [kept] = await room.db.claimRow.findMany({ where: { tableName: 'XML1' } });
    expect(Object.keys(kept?.fields ?? {}).filter((name) => WORDS.some((word) => word === name))).toEqual(['GHI_CHU']);
  });
});
