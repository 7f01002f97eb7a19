import { decimalText } from '../../../xml/decimals';
import type { Rule } from '../../rule';
import { levelsOf } from './benefit-level';

/** MUC_HUONG of each line that the fund shares in is the level of the card, the visit and the day. */
export const LEVEL: Rule = {
  code: 'LEVEL',
  nationalCodes: ['12', '48', '53'],
  source: 'Law 51/2024 Art 22; Decree 188/2025 Art 18-21; Resolution 261/2025/QH15; QD 3276/QD-BYT 2025',
  severity: 'adjust',
  from: '2025-01-01',
  to: null,
  check: (claim, context) => {
    const levelOf = levelsOf(claim, context);
    return claim.lines.flatMap((line) => {
      const right = levelOf(line);
      if (right === undefined || right === line.level) return [];
      return [
        {
          nationalCode: line.table === 'XML2' ? '48' : '53',
          table: line.table,
          row: line.row,
          field: 'MUC_HUONG',
          effect: { kind: 'level', level: right },
          found: decimalText(line.level, 2),
          expected: decimalText(right, 2),
          message: `The benefit level is ${decimalText(right, 2)} % for this card, visit and day`,
          messageVi: `Mức hưởng đúng là ${decimalText(right, 2)} % theo thẻ, đối tượng đến khám và ngày y lệnh`,
        },
      ];
    });
  },
};
