import { monthOf, quarterOf } from '@ansinh/contracts/vocabulary/calendar';
import { endsAsPlanned } from '../../../claim/care-types/care-types';
import { localDateOfDigits } from '../../../notation/national-time';
import { FORMAT_FROM, type Rule } from '../rule';

const PLACE = { table: 'XML1', row: 1 };
const CLOSED_THROUGH = {
  name: 'closedThroughYear',
  default: 0,
  min: 0,
  max: 2099,
  text: 'Last settlement year whose accounts are closed; 0 while none is',
};

/** The settlement month lies between the end of the visit and today, and neither its quarter nor its year is closed. */
export const PERIOD: Rule = {
  code: 'PERIOD',
  nationalCodes: ['35', '36', '103'],
  source: 'TT 12/2026/TT-BTC; list of blocking errors 35, 36, 103',
  severity: 'return',
  from: FORMAT_FROM,
  to: null,
  parameters: [CLOSED_THROUGH],
  check: (claim, { today, closedQuarters }, parameters) => {
    const { settlementMonth } = claim;
    const year = settlementMonth.slice(0, 4);
    if (settlementMonth > monthOf(today)) {
      const isOtherYear = year > today.slice(0, 4);
      return [
        {
          ...PLACE,
          nationalCode: isOtherYear ? '35' : '36',
          field: isOtherYear ? 'NAM_QT' : 'THANG_QT',
          found: settlementMonth,
          expected: `at most ${monthOf(today)}`,
          message: 'The settlement month is in the future',
          messageVi: 'Tháng, năm quyết toán lớn hơn thời điểm hiện tại',
        },
      ];
    }
    const begins = monthOf(localDateOfDigits(endsAsPlanned(claim.careType) ? claim.arrivedAt : claim.leftAt));
    if (settlementMonth < begins)
      return [
        {
          ...PLACE,
          nationalCode: '36',
          field: 'THANG_QT',
          found: settlementMonth,
          expected: `from ${begins}`,
          message: 'The settlement month is before the month in which the visit ended',
          messageVi: 'Tháng quyết toán trước tháng kết thúc đợt điều trị',
        },
      ];
    const quarter = quarterOf(settlementMonth);
    if (closedQuarters.has(quarter))
      return [
        {
          ...PLACE,
          nationalCode: '103',
          field: 'THANG_QT',
          found: settlementMonth,
          expected: 'a month of a quarter that is open',
          message: `The accounts of ${quarter} are closed: send the claim in a later settlement month`,
          messageVi: `Kỳ quyết toán ${quarter} đã khóa sổ, đề nghị gửi vào tháng quyết toán sau`,
        },
      ];
    const closedThrough = parameters[CLOSED_THROUGH.name] ?? CLOSED_THROUGH.default;
    if (Number(year) > closedThrough) return [];
    return [
      {
        ...PLACE,
        nationalCode: '103',
        field: 'NAM_QT',
        found: year,
        expected: `after ${closedThrough}`,
        message: `The accounts of ${closedThrough} are closed`,
        messageVi: `Năm quyết toán ${closedThrough} đã khóa sổ`,
      },
    ];
  },
};
