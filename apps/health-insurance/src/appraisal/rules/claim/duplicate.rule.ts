import { type Hundredths, hundredths, hundredthsText, minus } from '@ansinh/contracts/vocabulary/money';
import { FORMAT_FROM, type Rule } from '../rule';

const TOLERANCE = hundredths(200n);
const isNear = (left: Hundredths, right: Hundredths): boolean =>
  minus(left, right) <= TOLERANCE && minus(right, left) <= TOLERANCE;

/** The same visit claimed twice under two MA_LK: the later one goes back. */
export const DUP: Rule = {
  code: 'DUP',
  nationalCodes: ['61'],
  source: 'list of blocking errors 61',
  severity: 'return',
  from: FORMAT_FROM,
  to: null,
  check: (claim, { lookalikes }) =>
    lookalikes
      .filter(
        ({ totalHospital, fundClaimed }) =>
          isNear(totalHospital, claim.totals.T_TONGCHI_BV) && isNear(fundClaimed, claim.totals.T_BHTT),
      )
      .map(({ encounterKey, totalHospital }) => ({
        nationalCode: '61',
        table: 'XML1',
        row: 1,
        field: 'MA_LK',
        found: claim.encounterKey,
        expected: encounterKey,
        message: `The same visit was claimed before as ${encounterKey}, total ${hundredthsText(totalHospital)}`,
        messageVi: `Hồ sơ trùng với hồ sơ ${encounterKey} đã gửi, tổng chi ${hundredthsText(totalHospital)}`,
      })),
};
