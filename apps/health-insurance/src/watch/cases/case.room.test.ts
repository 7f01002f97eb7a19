/** A run moves all cases of a month in two statements and the rule moves one: this holds the two against each other. */
import { WatchCaseStatus } from '@ansinh/contracts/health-insurance/watch.api';
import { yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { newId } from '@ansinh/database';
import { type Room, startRoom } from '@ansinh/testkit';
import fc from 'fast-check';
import type { PrismaClient } from '../../generated/prisma/client';
import { service } from '../../service';
import { afterRun } from './case.rules';
import { saveCases } from './case.store';

const NOW = new Date('2026-11-05T02:00:00Z');
const MONTH = yearMonth('2026-10');

let room: Room<PrismaClient>;
beforeAll(async () => {
  room = await startRoom(service);
});
afterAll(() => room.stop());

/** One subject: the state of its case, if it has one, and whether the run finds it. */
type Subject = { readonly id: string; readonly status: WatchCaseStatus | undefined; readonly isFound: boolean };
const anySubject: fc.Arbitrary<Subject> = fc
  .record({
    status: fc.constantFrom(...WatchCaseStatus.options, undefined),
    isFound: fc.boolean(),
  })
  .map((subject) => ({ id: newId(), ...subject }));

const caseRow = (runId: string, { id, status }: Subject) => ({
  caseId: newId(),
  month: MONTH,
  subjectKind: 'person',
  subjectId: id,
  runId,
  score: 10,
  signals: ['COST'],
  facilityCodes: ['66001'],
  visits: 1,
  reasons: [],
  status: status ?? 'open',
  changedAt: NOW,
  ...(status === 'concluded'
    ? { result: 'confirmed', resultReason: 'a test', concludedAt: NOW, concludedBy: 'test' }
    : {}),
});

const reason = {
  signal: 'COST',
  found: { claims: 1 },
  usual: { claims: 0 },
  weight: 40,
  strengthPercent: 50,
  points: 20,
} as const;

it('moves the cases of a month as the rule moves each of them', async () => {
  const { db } = room;
  await fc.assert(
    fc.asyncProperty(fc.array(anySubject, { maxLength: 10 }), async (subjects) => {
      await db.watchCaseRecord.deleteMany();
      const [before, run] = [newId(), { runId: newId(), month: MONTH, startedAt: NOW }];
      await db.watchRunRecord.createMany({
        data: [before, run.runId].map((runId) => ({ runId, month: MONTH, startedAt: NOW, startedBy: 'test' })),
      });
      const known = subjects.filter(({ status }) => status !== undefined);
      await db.watchCaseRecord.createMany({ data: known.map((subject) => caseRow(before, subject)) });
      const found = subjects.filter(({ isFound }) => isFound);
      await db.watchEvidenceRecord.createMany({
        data: found.map(({ id }) => ({
          runId: run.runId,
          subjectKind: 'person',
          subjectId: id,
          signal: 'COST',
          facilityCode: '66001',
          encounterKey: id,
          arrivedAt: NOW,
        })),
      });
      const cases = found.map(({ id }) => ({ kind: 'person' as const, id, score: 20, reasons: [reason] }));
      await db.$transaction((tx) => saveCases({ db: tx, now: NOW }, run, cases));
      const rows = await db.watchCaseRecord.findMany();
      const now = new Map(rows.map(({ subjectId, status, score }) => [subjectId, { status, score }]));
      for (const { id, status, isFound } of subjects) {
        const next = afterRun(status, isFound);
        expect(now.get(id)?.status).toBe(next);
        if (next !== undefined) expect(now.get(id)?.score).toBe(isFound && next === 'open' ? 20 : 10);
      }
      expect(now.size).toBe(subjects.filter(({ status, isFound }) => afterRun(status, isFound) !== undefined).length);
    }),
    { seed: 20261105, numRuns: 60 },
  );
});
