import { newId } from '@ansinh/database';
import type { Room } from '@ansinh/testkit';
import type { PrismaClient } from '../src/generated/prisma/client';
import { RSA_CERTIFICATE } from './certificates';
import { claimRow } from './stored-claims';

type Db = Room<PrismaClient>['db'];

/** A claim whose appraisal asks one question, which nobody has decided; explained when it says so. */
const askedOn = async (db: Db, facilityCode: string, appraisedAt: Date, explainedAt?: Date): Promise<void> => {
  const claim = claimRow({ facilityCode, month: '2026-10' });
  const { claimId, version, receivedAt } = claim;
  await db.claim.create({ data: { ...claim, openQuestions: 1 } });
  const documentId = newId();
  const sha256 = documentId.replaceAll('-', '').padEnd(64, '0');
  const content = Buffer.from('<GIAMDINHHS/>');
  await db.document.create({ data: { documentId, facilityCode, sha256, sizeBytes: 13, content, receivedAt } });
  await db.claimVersion.create({
    data: { claimId, version, documentId, position: 1, outcome: 'accepted', appraisedAt },
  });
  await db.claimFinding.create({
    data: {
      claimId,
      version,
      position: 1,
      rule: 'QTY',
      severity: 'ask',
      message: 'more than the dose',
      messageVi: 'quá liều',
      source: 'test',
    },
  });
  if (explainedAt !== undefined)
    await db.claimExplanation.create({
      data: { claimId, version, position: 1, text: 'by weight', explainedAt, explainedBy: 'hospital' },
    });
};

const settlementOn = (facilityCode: string, approvedAt: Date) => ({
  settlementId: newId(),
  facilityCode,
  month: '2026-08',
  number: 1,
  version: 1,
  claims: 1,
  totalInScope: 100n,
  coPayment: 0n,
  fundPays: 100n,
  amountVnd: 1n,
  status: 'approved',
  approvedAt,
  approvedBy: 'officer',
});

const certificateOf = (facilityCode: string, validTo: Date) => ({
  fingerprint: newId().replaceAll('-', '').padEnd(64, '0'),
  facilityCode,
  subject: `CN=${facilityCode}`,
  issuer: `CN=${facilityCode}`,
  serialNumber: '01',
  validFrom: new Date('2025-01-01T00:00:00+07:00'),
  validTo,
  pem: RSA_CERTIFICATE,
  registeredAt: new Date('2025-01-01T00:00:00+07:00'),
  registeredBy: 'officer',
});

const report = (facilityCode: string, period: string, on: string, fundClaimed = 100n) => ({
  facilityCode,
  period,
  claims: 1,
  fundClaimed,
  reportedAt: new Date(`${on}T09:00:00+07:00`),
  reportedBy: 'hospital',
});

/** Work of every step, begun so that all of it is due on Thursday 15 October 2026. Facilities 66001 to 66003 must be there. */
export const dueOnOneDay = async (db: Db): Promise<void> => {
  const morning = (day: string) => new Date(`2026-10-${day}T09:00:00+07:00`);
  await db.claim.createMany({
    data: [
      // Its month and quarter are over, and nobody has reported them.
      claimRow({ month: '2026-09' }),
      claimRow({ month: '2026-10', status: 'returned', leftAt: '2026-10-06T09:00:00+07:00' }),
      claimRow({ month: '2026-10', status: 'returned', leftAt: '2026-10-06T15:00:00+07:00' }),
      claimRow({ month: '2026-10', status: 'received', receivedAt: '2026-10-06T09:00:00+07:00' }),
    ],
  });
  await askedOn(db, '66001', morning('12'));
  await askedOn(db, '66001', morning('05'), morning('06'));
  await db.settlement.create({ data: settlementOn('66001', morning('12')) });
  await db.facilityCertificate.create({ data: certificateOf('66001', new Date('2026-10-15T23:59:59+07:00')) });
  await db.summaryReport.createMany({
    data: [
      // The advance for the fourth quarter; its result is due in November.
      report('66002', '2026-Q3', '2026-10-08'),
      // The result of a late report; nothing was claimed, so that there is no advance.
      report('66003', '2026-Q2', '2026-09-15', 0n),
    ],
  });
};
