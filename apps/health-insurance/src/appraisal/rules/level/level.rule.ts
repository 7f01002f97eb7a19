import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { hundredthsText } from '@ansinh/contracts/vocabulary/money';
import { decimalText } from '../../../notation/decimals';
import type { Rule, RuleFinding } from '../rule';
import { type Levels, levelsOf } from './benefit-level';

const doubtFinding = ({ declared, paid, threshold }: NonNullable<Levels['doubt']>): RuleFinding => ({
  table: 'XML1',
  row: 1,
  severity: 'ask',
  field: 'NGAY_MIEN_CCT',
  found: declared,
  expected: `co-payments of the year above ${hundredthsText(threshold)}`,
  message: `The account of the year has ${hundredthsText(paid)} of co-payments; show the others, or the certificate`,
  messageVi: `Lũy kế cùng chi trả trong năm mới ghi nhận ${hundredthsText(paid)}; đề nghị giải trình hoặc gửi giấy xác nhận`,
});

/** MUC_HUONG of each line that the fund shares in is the level of the card, the visit and the day. */
export const LEVEL: Rule = {
  code: 'LEVEL',
  nationalCodes: ['12', '48', '53'],
  source: 'Law 51/2024 Art 22; Decree 188/2025 Art 18-21; Resolution 261/2025/QH15; QD 3276/QD-BYT 2025',
  severity: 'adjust',
  from: localDate('2025-01-01'),
  to: null,
  check: (claim, context) => {
    const { levelOf, doubt } = levelsOf(claim, context);
    const wrong = claim.lines.flatMap((line): RuleFinding[] => {
      const right = levelOf(line);
      if (right === undefined || right === line.level) return [];
      return [
        {
          nationalCode: line.table === 'XML2' ? '48' : '53',
          table: line.table,
          row: line.row,
          // Who asks for less than it may keeps what it asked for.
          ...(right > line.level ? { severity: 'warn' } : {}),
          field: 'MUC_HUONG',
          effect: { kind: 'level', level: right },
          found: decimalText(line.level, 2),
          expected: decimalText(right, 2),
          message: `The benefit level is ${decimalText(right, 2)} % for this card, visit and day`,
          messageVi: `Mức hưởng đúng là ${decimalText(right, 2)} % theo thẻ, đối tượng đến khám và ngày y lệnh`,
        },
      ];
    });
    return doubt === undefined ? wrong : [...wrong, doubtFinding(doubt)];
  },
};
