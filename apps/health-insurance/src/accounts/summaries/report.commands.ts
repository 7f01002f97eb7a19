import { reject } from '@ansinh/contracts/catalogue/problems';
import type { SummaryReport } from '@ansinh/contracts/health-insurance/settlements.api';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { hundredths, hundredthsText, toHundredths } from '@ansinh/contracts/vocabulary/money';
import { lastDayOfPeriod } from '../../claim/periods/period.rules';
import type { Tx } from '../../kit';
import { insertReport } from './report.store';
import { findSummary, type SummaryWanted } from './summary.views';

/**
 * Notes that a facility declares the summary of a month or quarter complete. The first report counts and is answered
 * again: the terms of the agency run from it. Undefined for another facility than that of the token.
 * @throws Rejection period.not-over
 */
export const reportSummary = async (tx: Tx, wanted: SummaryWanted): Promise<SummaryReport | undefined> => {
  const { facilityCode, period } = wanted;
  const lastDay = lastDayOfPeriod(period);
  if (vietNamDate(tx.now) <= lastDay) throw reject('period.not-over', { lastDay });
  const summary = await findSummary(tx, wanted);
  if (summary === undefined) return undefined;
  const { claims, fundClaimed } = summary.total;
  const report = await insertReport(tx, { facilityCode, period, claims, fundClaimed: toHundredths(fundClaimed) });
  return {
    facilityCode,
    period,
    claims: report.claims,
    fundClaimed: hundredthsText(hundredths(report.fundClaimed)),
    reportedAt: report.reportedAt.toISOString(),
  };
};
