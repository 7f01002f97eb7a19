import type { ProblemDefinition } from '../wire/problem-definition';

/** What the health insurance service refuses. Sorted by code. */
export const HEALTH_INSURANCE_PROBLEMS = {
  'advance.already-approved': {
    status: 409,
    title: 'This facility has its advance for the quarter',
    fix: 'Read the advances of the facility; there is one for a quarter.',
  },
  'advance.nothing-reported': {
    status: 409,
    title: 'The facility reported no cost in the quarter before',
    fix: 'Wait for the claims of `reportedQuarter`; an advance is a share of them.',
  },
  'advance.quarter-not-begun': {
    status: 409,
    title: 'The quarter has not begun',
    fix: 'Approve the advance from `firstDay` on, when the quarter before is complete.',
  },
  'advance.quarter-not-covered': {
    status: 409,
    title: 'The law that is kept here gives no advance for this quarter',
    fix: 'Check the quarter; advances are known from `firstQuarter` on.',
  },
  'bundle.unreadable': {
    status: 400,
    title: 'The bundle cannot be read',
    fix: 'Send a ZIP of claim files (.xml), within the limits and mended as `reason` says; nothing of it was stored.',
  },
  'catalogue.rows-invalid': {
    status: 422,
    title: 'The catalogue has rows that cannot be used; nothing of it was stored',
    fix: 'Mend each place of `errors`, `/<row from 0>/<column>`, and upload the whole list again.',
  },
  'catalogue.unreadable': {
    status: 422,
    title: 'The catalogue is no JSON array, NDJSON, CSV or workbook (XLSX) that can be read',
    fix: 'Mend what `reason` says: a JSON array of rows, one JSON object a line, CSV in UTF-8 with the columns in its first line, or XLSX whose first sheet names them in one row.',
  },
  'certificate.of-another-facility': {
    status: 409,
    title: 'This certificate is registered for another facility',
    fix: 'Register the certificate that was issued to this facility; two facilities never sign with the same key.',
  },
  'certificate.unusable': {
    status: 422,
    title: 'Claim files cannot be signed with this certificate',
    fix: 'Send one X.509 certificate in PEM, without its private key, mended as `reason` says.',
  },
  'check-in.structure-invalid': {
    status: 422,
    title: 'The check-in has faults of form; nothing of it was stored',
    fix: 'Mend each place of `errors`, `/XML0/<STT>/<field>`, and send it again.',
  },
  'claim.already-accepted': {
    status: 409,
    title: 'This claim is accepted already',
    fix: 'A claim is sent again only after it was returned; ask the agency when an accepted claim is wrong.',
  },
  'claim.decision-impossible': {
    status: 422,
    title: 'A decision does not fit the claim',
    fix: 'Mend each place of `errors`: an open question of the claim, or a line of XML2 or XML3 and at most what was claimed for it.',
  },
  'claim.in-appraisal': {
    status: 409,
    title: 'This claim is still in appraisal',
    fix: 'Read the claim until it is accepted or returned; only a returned claim is sent again.',
    retryable: true,
  },
  'claim.not-open': {
    status: 409,
    title: 'This claim is not open for decisions',
    fix: 'Only an accepted claim that is not settled yet is explained, decided or returned; look at `status`.',
  },
  'claim.other-facility': {
    status: 422,
    title: 'The file speaks for another facility',
    fix: 'Send MACSKCB and MA_CSKCB of the facility that the token belongs to.',
  },
  'claim.question-not-open': {
    status: 422,
    title: 'There is no open question with this number',
    fix: 'Take the numbers from GET /v1/appraisal-questions; a question that is decided takes no explanation.',
  },
  'claim.structure-invalid': {
    status: 422,
    title: 'The file has faults of form; nothing of it was stored',
    fix: 'Mend each place of `errors`, `/HOSO/<n>/<table>/<STT>/<field>`, and send the whole file again.',
  },
  'period.already-closed': {
    status: 409,
    title: 'This quarter is closed',
    fix: 'Read its settlement records; a closed quarter stays closed.',
  },
  'period.closed': {
    status: 409,
    title: 'The accounts of this quarter are closed',
    fix: 'Claims of `quarter` are settled in a later month: the facility sends them again with another settlement month.',
  },
  'period.not-over': {
    status: 409,
    title: 'This quarter is not over',
    fix: 'Close it after `lastDay`.',
  },
  'period.open-claims': {
    status: 409,
    title: 'The quarter has claims that are not settled',
    fix: 'Wait for the appraisal and settle what `facilities` names, then close.',
  },
  'settlement.nothing-to-settle': {
    status: 409,
    title: 'There is nothing to settle',
    fix: 'Settle a month in which the facility has accepted claims that are not settled yet.',
  },
  'watch-case.already-concluded': {
    status: 409,
    title: 'This case has its conclusion',
    fix: 'Read the case; a conclusion is given once.',
  },
} as const satisfies Record<string, ProblemDefinition>;
