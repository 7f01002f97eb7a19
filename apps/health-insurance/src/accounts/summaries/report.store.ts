import type { SummaryReport } from '../../generated/prisma/client';
import type { Tx } from '../../kit';

export type NewReport = Pick<SummaryReport, 'facilityCode' | 'period' | 'claims' | 'fundClaimed'>;

/** Notes the report of a period and gives back the first one: what is reported again changes nothing. */
export const insertReport = async (tx: Tx, report: NewReport): Promise<SummaryReport> => {
  const { facilityCode, period } = report;
  await tx.db.summaryReport.createMany({
    data: [{ ...report, reportedAt: tx.now, reportedBy: tx.by.subject }],
    skipDuplicates: true,
  });
  return tx.db.summaryReport.findUniqueOrThrow({ where: { facilityCode_period: { facilityCode, period } } });
};
