/**
 * SQL moves many claims in one statement and the rule moves one: this holds the two against each other on claims in any
 * state, each set of them in a database that holds nothing else.
 */
import { ClaimStatus } from '@ansinh/contracts/health-insurance/api';
import { type YearMonth, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { hundredths, sumOf } from '@ansinh/contracts/vocabulary/money';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import { newId } from '@ansinh/database';
import { type Room, startRoom } from '@ansinh/testkit';
import fc from 'fast-check';
import { anyAnswer, anyLife, CLAIMED } from '../../testing/claim-lives';
import { claimRow } from '../../testing/stored-claims';
import { settleClaims } from '../accounts/settlements/settlement.store';
import type { PrismaClient } from '../generated/prisma/client';
import { service } from '../service';
import { appraised, awaitsAppraisal, type ClaimLife, mayMove, paid, received, sentAgain, settled } from './claim.rules';
import { saveVersions } from './claim.store';
import { markClaimsPaid, saveAppraisals } from './claim-move.store';

const NOW = new Date('2026-11-05T02:00:00Z');
const SETTLEMENTS = ['0199f000-0000-7000-8000-00000000000a', '0199f000-0000-7000-8000-00000000000b'] as const;
const RUNS = { seed: 20261105, numRuns: 40 };
const officer: Principal = { subject: 'test', tenant: { kind: 'agency', code: '66' }, permissions: new Set() };

type Kept = { readonly facilityCode: string; readonly month: YearMonth; readonly life: ClaimLife };
const anyKept: fc.Arbitrary<Kept> = fc.record({
  facilityCode: fc.constantFrom('66001', '66001', '66002'),
  month: fc.constantFrom('2026-10', '2026-10', '2026-11').map(yearMonth),
  life: anyLife(SETTLEMENTS),
});
const someClaims = fc.array(anyKept, { minLength: 1, maxLength: 8 });

let room: Room<PrismaClient>;
beforeAll(async () => {
  room = await startRoom(service);
});
afterAll(() => room.stop());

const settlementRow = (settlementId: string, index: number) => ({
  settlementId,
  facilityCode: '66009',
  month: '2026-10',
  number: index + 1,
  version: 1,
  claims: 1,
  totalInScope: 0n,
  coPayment: 0n,
  fundPays: 0n,
  amountVnd: 0n,
  status: 'approved',
  approvedAt: NOW,
  approvedBy: 'test',
});

/** The database holds these claims and no others; the document that they came in. */
const hold = async (claims: readonly Kept[]): Promise<string> => {
  const { db } = room;
  await db.claimFinding.deleteMany();
  await db.claimVersion.deleteMany();
  await db.claim.deleteMany();
  await db.settlement.deleteMany();
  const documentId = newId();
  const bytes = { content: new Uint8Array([0]), sizeBytes: 1, receivedAt: NOW };
  const sha256 = documentId.replaceAll('-', '').padEnd(64, '0');
  await db.document.create({ data: { documentId, facilityCode: '66001', sha256, ...bytes } });
  await db.settlement.createMany({ data: SETTLEMENTS.map(settlementRow) });
  await db.claim.createMany({
    data: claims.map(({ facilityCode, month, life }) => ({
      ...claimRow({ facilityCode, month, fundClaimed: CLAIMED }),
      ...life,
      encounterKey: life.claimId,
    })),
  });
  await db.claimVersion.createMany({
    data: claims.map(({ life: { claimId, version } }, index) => ({
      claimId,
      version,
      documentId,
      position: index + 1,
    })),
  });
  return documentId;
};

const byId = (claims: readonly ClaimLife[]): ClaimLife[] =>
  claims.toSorted((one, other) => (one.claimId < other.claimId ? -1 : 1));

const livesNow = async (): Promise<ClaimLife[]> => {
  const rows = await room.db.claim.findMany();
  return byId(
    rows.map(({ claimId, version, aggregateVersion, status, fundPays, openQuestions, settlementId }) => ({
      claimId,
      version,
      aggregateVersion,
      status: ClaimStatus.parse(status),
      fundPays: fundPays === null ? null : hundredths(fundPays),
      openQuestions,
      settlementId,
    })),
  );
};

it('settles the claims that the rule settles, and sums up what the fund pays of them', async () => {
  await fc.assert(
    fc.asyncProperty(someClaims, async (claims) => {
      await hold(claims);
      const of = { facilityCode: '66001', month: yearMonth('2026-10') };
      const settlement = await room.db.$transaction((db) => settleClaims({ db, now: NOW, by: officer }, of));
      const id = settlement?.settlementId ?? newId();
      const expected = claims.map(({ facilityCode, month, life }) =>
        facilityCode === of.facilityCode && month === of.month ? settled(life, id) : life,
      );
      expect(await livesNow()).toEqual(byId(expected));
      const moved = expected.filter((life, index) => life.status !== claims[index]?.life.status);
      const sum = sumOf(moved.map(({ fundPays }) => fundPays ?? hundredths(0n)));
      const ids = moved.map(({ claimId }) => claimId).sort();
      expect(settlement?.firstClaims).toEqual(moved.length === 0 ? undefined : ids.slice(0, 20));
      expect(settlement).toEqual(
        moved.length === 0
          ? undefined
          : expect.objectContaining({ settlementId: id, claims: moved.length, amountVnd: (sum + 50n) / 100n }),
      );
    }),
    RUNS,
  );
});

it('pays the claims that the rule pays', async () => {
  await fc.assert(
    fc.asyncProperty(someClaims, fc.constantFrom(...SETTLEMENTS), async (claims, settlementId) => {
      await hold(claims);
      await room.db.$transaction((db) => markClaimsPaid({ db }, settlementId));
      expect(await livesNow()).toEqual(byId(claims.map(({ life }) => paid(life, settlementId))));
    }),
    RUNS,
  );
});

it('gives the claims that wait the answers of the rule, and leaves the others alone', async () => {
  await fc.assert(
    fc.asyncProperty(someClaims, fc.array(anyAnswer, { minLength: 8, maxLength: 8 }), async (claims, answers) => {
      await hold(claims);
      const answered = claims.flatMap(({ life }, index) => {
        const answer = answers[index];
        if (!awaitsAppraisal(life) || answer === undefined) return [];
        return [{ claim: appraised(life, answer), participantId: null, findings: answer.findings, lines: [] }];
      });
      await room.db.$transaction((db) => saveAppraisals({ db, now: NOW }, answered));
      const next = new Map(answered.map(({ claim }) => [claim.claimId, claim]));
      expect(await livesNow()).toEqual(byId(claims.map(({ life }) => next.get(life.claimId) ?? life)));
    }),
    RUNS,
  );
});

it('writes the number of the event that the rule gave, and counts none itself', async () => {
  const life = received(newId());
  await hold([{ facilityCode: '66001', month: yearMonth('2026-10'), life }]);
  const answer = { outcome: 'accepted', fundPays: hundredths(1n), findings: [] } as const;
  const claim = { ...appraised(life, answer), aggregateVersion: 7 };
  await room.db.$transaction((db) =>
    saveAppraisals({ db, now: NOW }, [{ claim, participantId: null, findings: [], lines: [] }]),
  );
  expect(await livesNow()).toEqual([claim]);
});

const utf8 = new TextEncoder();
const sentRecord = (sentId: string, encounterKey: string, position: number) => ({
  sent_id: sentId,
  position,
  encounter_key: encounterKey,
  card_numbers: 'DN4666612345678',
  full_name: 'Trần Thị Thử',
  visit_reason: '1.1',
  care_type: '01',
  main_disease: 'J00',
  arrived_at: NOW,
  left_at: NOW,
  settlement_month: '2026-10',
  total_hospital: '1250',
  total_in_scope: '1250',
  patient_pays: '0',
  co_payment: '250',
  fund_claimed: CLAIMED.toString(),
  row_counts: {},
});

it('takes returned claims anew and new ones for the first time, as the rules have it', async () => {
  await fc.assert(
    fc.asyncProperty(someClaims, fc.integer({ min: 0, max: 3 }), async (claims, newOnes) => {
      const documentId = await hold(claims);
      const again = claims.filter(({ life }) => mayMove(life.status, 'received'));
      const sent = [
        ...again.map(({ facilityCode, life }) => ({ facilityCode, life: sentAgain(life, 1) })),
        ...Array.from({ length: newOnes }, () => ({ facilityCode: '66001', life: received(newId()) })),
      ];
      const versions = sent.map(({ facilityCode, life }) => ({
        sentId: life.claimId,
        claimId: life.claimId,
        facilityCode,
        documentId,
        version: life.version,
        aggregateVersion: life.aggregateVersion,
      }));
      const records = sent.map(({ life }, index) => sentRecord(life.claimId, life.claimId, claims.length + index + 1));
      const none = utf8.encode('');
      const encoded = { claims: utf8.encode(JSON.stringify(records).slice(1, -1)), lines: none, rows: none };
      await room.db.$transaction((db) => saveVersions({ db, now: NOW }, versions, [encoded]));
      const next = new Map(sent.map(({ life }) => [life.claimId, life]));
      const others = claims.map(({ life }) => life).filter(({ claimId }) => !next.has(claimId));
      expect(await livesNow()).toEqual(byId([...others, ...next.values()]));
    }),
    RUNS,
  );
});
