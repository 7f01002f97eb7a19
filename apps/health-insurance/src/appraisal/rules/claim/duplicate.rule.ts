import { hundredthsText } from '@ansinh/contracts/vocabulary/money';
import type { ParsedClaim } from '../../../claim/parsed-claim';
import { isSameStay, type Lookalike } from '../../../claim/stays/same-stay.rules';
import { FORMAT_FROM, type Rule } from '../rule';

/** Claims of the same stay that were there first. */
export const sameStays = (claim: ParsedClaim, lookalikes: readonly Lookalike[]): readonly Lookalike[] => {
  const visit = { ...claim, totalHospital: claim.totals.T_TONGCHI_BV };
  return lookalikes.filter((other) => isSameStay(visit, other));
};

/** The same stay claimed again under another MA_LK, whatever else was changed: the later one goes back. */
export const DUP: Rule = {
  code: 'DUP',
  nationalCodes: ['61'],
  source: 'list of blocking errors 61; TT 12/2026/TT-BTC Art 10',
  severity: 'return',
  from: FORMAT_FROM,
  to: null,
  check: (claim, { lookalikes }) =>
    sameStays(claim, lookalikes).map(({ encounterKey, totalHospital }) => ({
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
