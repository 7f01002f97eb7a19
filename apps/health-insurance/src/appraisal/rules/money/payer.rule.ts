import { hundredthsText } from '@ansinh/contracts/vocabulary/money';
import { FORMAT_FROM, type Rule } from '../rule';

const FUND = '1';

/** What a project, a national programme or somebody else pays (NGUON_CTRA 2 to 4) is not asked of the fund. */
export const PAYER: Rule = {
  code: 'PAYER',
  nationalCodes: [],
  source: 'QD 4750/QD-BYT table 2 field 37; Law 51/2024 Art 23',
  severity: 'refuse',
  from: FORMAT_FROM,
  to: null,
  check: ({ lines }) =>
    lines
      .filter(({ payer, fundAmount }) => payer !== '' && payer !== FUND && fundAmount > 0n)
      .map(({ table, row, payer, fundAmount }) => ({
        table,
        row,
        field: 'T_BHTT',
        found: hundredthsText(fundAmount),
        expected: '0.00',
        message: `Source ${payer} pays this line (NGUON_CTRA): the fund pays nothing of it`,
        messageVi: `Nguồn chi trả ${payer} (NGUON_CTRA): quỹ BHYT không thanh toán dòng này`,
      })),
};
