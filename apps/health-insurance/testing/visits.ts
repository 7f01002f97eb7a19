import { newId } from '@ansinh/database';
import type { PrismaClient } from '../src/generated/prisma/client';
import { claimRow } from './stored-claims';

/** An accepted claim with its exams and drugs, for rooms that look at many claims; times without seconds in Viet Nam. */
export type VisitInput = {
  readonly person?: string;
  readonly facilityCode?: string;
  /** `2026-10-05T08:00` */
  readonly arrived?: string;
  readonly left?: string;
  readonly careType?: string;
  readonly disease?: string;
  /** MA_BENH_KT */
  readonly otherDiseases?: string;
  /** Cost in scope, hundredths of a dong. */
  readonly cost?: bigint;
  /** MA_BAC_SI of each exam. */
  readonly exams?: readonly string[];
  /** MA_THUOC of each drug. */
  readonly drugs?: readonly string[];
  /** MA_BAC_SI of the drugs. */
  readonly prescriber?: string;
};

const instant = (time: string): Date => new Date(`${time}:00+07:00`);

const claimOf = (visit: VisitInput) => {
  const cost = visit.cost ?? 50_000_000n;
  const arrived = visit.arrived ?? '2026-10-05T08:00';
  return {
    ...claimRow({ facilityCode: visit.facilityCode ?? '66001', fundClaimed: (cost * 4n) / 5n }),
    participantId: visit.person ?? newId(),
    arrivedAt: instant(arrived),
    leftAt: instant(visit.left ?? `${arrived.slice(0, 14)}20`),
    careType: visit.careType ?? '01',
    mainDisease: visit.disease ?? 'J00',
    totalInScope: cost,
  };
};

type Stored = { readonly visit: VisitInput; readonly claim: ReturnType<typeof claimOf> };

const linesOf = ({ visit, claim }: Stored) => {
  const line = {
    claimId: claim.claimId,
    version: 1,
    quantity: 1_000n,
    hospitalPrice: 0n,
    insurancePrice: 0n,
    serviceRatio: 10_000,
    insuranceRatio: 10_000,
    level: 8_000,
    hospitalAmount: 100n,
    inScopeAmount: 100n,
    selfPaid: 0n,
    coPayment: 20n,
    fundAmount: 80n,
    otherAmount: 0n,
    orderedAt: claim.arrivedAt,
  };
  const exams = (visit.exams ?? []).map((doctors, index) => ({
    ...line,
    tableName: 'XML3',
    rowNumber: index + 1,
    code: '02.1896',
    costGroup: '13',
    fields: { MA_BAC_SI: doctors },
  }));
  const drugs = (visit.drugs ?? []).map((code, index) => ({
    ...line,
    tableName: 'XML2',
    rowNumber: index + 1,
    code,
    costGroup: '4',
    fields: { MA_BAC_SI: visit.prescriber ?? '' },
  }));
  return [...exams, ...drugs];
};

/** Writes the visits as accepted claims of one file; their claim ids in the same order. */
export const storeVisits = async (db: PrismaClient, visits: readonly VisitInput[]): Promise<string[]> => {
  const stored = visits.map((visit) => ({ visit, claim: claimOf(visit) }));
  const documentId = newId();
  const bytes = { content: new Uint8Array([0]), sizeBytes: 1, receivedAt: new Date(0) };
  await db.document.create({
    data: { documentId, facilityCode: '66001', sha256: documentId.replaceAll('-', '').padEnd(64, '0'), ...bytes },
  });
  await db.claim.createMany({ data: stored.map(({ claim }) => claim) });
  await db.claimVersion.createMany({
    data: stored.map(({ claim }, index) => ({ claimId: claim.claimId, version: 1, documentId, position: index + 1 })),
  });
  await db.claimLine.createMany({ data: stored.flatMap(linesOf) });
  await db.claimRow.createMany({
    data: stored.map(({ visit, claim }) => ({
      claimId: claim.claimId,
      version: 1,
      tableName: 'XML1',
      rowNumber: 1,
      fields: { MA_BENH_KT: visit.otherDiseases ?? '' },
    })),
  });
  return stored.map(({ claim }) => claim.claimId);
};
