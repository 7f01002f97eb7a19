import { cardNumberFault } from '../../../registers/coverage/card-check.rules';
import { FORMAT_FROM, type Rule, type RuleFinding } from '../rule';

const NOT_INSURED = '9';
const PLACE = { table: 'XML1', row: 1, field: 'MA_THE_BHYT' };

const FAULTS = {
  '051': ['8', 'The card number has no known group or form', 'Mã thẻ sai cấu trúc hoặc mã đối tượng'],
  '052': ['8', 'Characters 4-5 of the card are no known province', 'Ký tự 4-5 của mã thẻ không phải mã tỉnh'],
  '053': ['8', 'The benefit digit does not belong to the group of the card', 'Mã quyền lợi không khớp mã đối tượng'],
} as const;
const CARD_LENGTH = 15;

/** Each card number has a known group with its digit, a known province and ten digits. */
export const CARD_FORMAT: Rule = {
  code: 'CARD_FORMAT',
  nationalCodes: ['8', '17'],
  source: 'Decision 1018/QD-BHXH 2024; list of blocking errors 8, 17',
  severity: 'return',
  from: FORMAT_FROM,
  to: null,
  check: (claim) => {
    if (claim.cardNumbers.length === 0) {
      if (claim.visitReason === NOT_INSURED) return [];
      const message = 'An insured visit needs a card number; visit reason 9 is without insurance';
      const messageVi = 'Thiếu mã thẻ BHYT; không thuộc BHYT thì ghi mã đối tượng 9';
      return [{ ...PLACE, nationalCode: '17', expected: 'a card number', message, messageVi }];
    }
    return claim.cardNumbers.flatMap((found): RuleFinding[] => {
      const fault = cardNumberFault(found);
      if (fault === undefined) return [];
      const [code, message, messageVi] = FAULTS[fault];
      const nationalCode = found.length === CARD_LENGTH ? code : '17';
      return [{ ...PLACE, nationalCode, found, expected: 'e.g. DN4660000000001', message, messageVi }];
    });
  },
};
