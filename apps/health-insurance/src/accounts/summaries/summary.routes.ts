import { reject } from '@ansinh/contracts/catalogue/problems';
import { ClaimSummary, SummaryReport } from '@ansinh/contracts/health-insurance/settlements.api';
import { QuarterText, SummaryPeriodText, YearMonthText } from '@ansinh/contracts/vocabulary/calendar';
import { FacilityCode } from '@ansinh/contracts/vocabulary/identifiers';
import { FileReply } from '@ansinh/http';
import { z } from 'zod';
import { XLSX_TYPE } from '../../files/media-type';
import { route } from '../../kit';
import { reportSummary } from './report.commands';
import { READING, REPORTING } from './summary.examples';
import { findSummary } from './summary.views';
import { PDF_TYPE, summaryPdf } from './summary-pdf';
import { fileNameOf } from './summary-table';
import { summaryXlsx } from './summary-xlsx';

/** What a path says after `SummaryPeriodText` has accepted it. */
const Period = z.union([YearMonthText, QuarterText]);

const FILES = {
  xlsx: (summary, name) => new FileReply(XLSX_TYPE, name, summaryXlsx(summary)),
  pdf: (summary, name) => new FileReply(PDF_TYPE, name, summaryPdf(summary)),
} satisfies Record<string, (summary: ClaimSummary, name: string) => FileReply>;

const summaryRoute = route({
  method: 'get',
  path: '/v1/facilities/:facilityCode/summaries/:period',
  summary: 'Read the monthly (01/BH) or quarterly (02/BH) summary of a facility; a facility reads its own',
  description: 'From the claims as they stand now. JSON, or a file with `format=xlsx` or `format=pdf`.',
  tag: 'Settlements',
  permission: 'settlement:read',
  params: z.object({ facilityCode: FacilityCode, period: SummaryPeriodText }),
  query: z.object({ format: z.enum(['json', 'xlsx', 'pdf']).default('json') }),
  reply: ClaimSummary,
  files: [XLSX_TYPE, PDF_TYPE],
  problems: ['request.not-found'],
  example: READING,
  handle: async (tx, { params, query: { format } }) => {
    const summary = await findSummary(tx, { ...params, period: Period.parse(params.period) });
    if (summary === undefined) throw reject('request.not-found', { facilityCode: params.facilityCode });
    if (format === 'json') return summary;
    return FILES[format](summary, `${fileNameOf(summary)}.${format}`);
  },
});

const reportSummaryRoute = route({
  method: 'post',
  path: '/v1/facilities/:facilityCode/summaries/:period/report',
  summary: 'Declare the summary of a month or quarter complete; the terms of the agency run from then',
  tag: 'Settlements',
  permission: 'claim:submit',
  params: z.object({ facilityCode: FacilityCode, period: SummaryPeriodText }),
  reply: SummaryReport,
  status: 201,
  idempotent: true,
  problems: ['period.not-over', 'request.not-found'],
  example: REPORTING,
  handle: async (tx, { params }) => {
    const report = await reportSummary(tx, { ...params, period: Period.parse(params.period) });
    if (report === undefined) throw reject('request.not-found', { facilityCode: params.facilityCode });
    return report;
  },
});

export const summaryRoutes = [summaryRoute, reportSummaryRoute];
