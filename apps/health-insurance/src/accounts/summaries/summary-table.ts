import type { ClaimSummary, SummaryFigures } from '@ansinh/contracts/health-insurance/settlements.api';

/** The form as a table of text: what the printed page and the sheet have in common. */

type Column = { readonly title: string; readonly number: string; readonly value: (figures: SummaryFigures) => string };

export const COLUMNS: readonly Column[] = [
  { title: 'Số lượt', number: '(1)', value: ({ claims }) => String(claims) },
  { title: 'Tổng chi phí', number: '(2)', value: ({ totalHospital }) => totalHospital },
  { title: 'Chi phí BHYT', number: '(3) = (4) + (5)', value: ({ insured }) => insured },
  { title: 'Quỹ BHYT đề nghị', number: '(4)', value: ({ fundClaimed }) => fundClaimed },
  { title: 'Cùng chi trả', number: '(5)', value: ({ coPayment }) => coPayment },
  { title: 'Nguồn khác', number: '(6)', value: ({ otherSources }) => otherSources },
  { title: 'Người bệnh tự trả', number: '(7)', value: ({ selfPaid }) => selfPaid },
  { title: 'Quỹ chấp nhận', number: '(8)', value: ({ fundPays }) => fundPays },
  { title: 'Từ chối', number: '(9)', value: ({ refused }) => refused },
  { title: 'Điều chỉnh', number: '(10)', value: ({ adjusted }) => adjusted },
  { title: 'Chờ giám định', number: '(11)', value: ({ waiting }) => waiting },
];

export type TableLine = {
  /** A part of the form, a kind of care within it, or the sum of all. */
  readonly kind: 'part' | 'care-type' | 'total';
  readonly label: string;
  /** One text for each of `COLUMNS`: a whole number, then amounts with two decimals. */
  readonly cells: readonly string[];
};

const cellsOf = (figures: SummaryFigures): string[] => COLUMNS.map(({ value }) => value(figures));

export const tableLines = ({ groups, total }: ClaimSummary): TableLine[] => [
  ...groups.flatMap((group): TableLine[] => [
    {
      kind: 'part',
      label: group.group === 'other' ? group.nameVi : `${group.group}. ${group.nameVi}`,
      cells: cellsOf(group.figures),
    },
    ...group.careTypes.map(
      ({ code, nameVi, figures }): TableLine => ({
        kind: 'care-type',
        label: `${code} ${nameVi}`,
        cells: cellsOf(figures),
      }),
    ),
  ]),
  { kind: 'total', label: 'Tổng cộng', cells: cellsOf(total) },
];

export const titleOf = ({ form, period }: ClaimSummary): string => {
  const year = period.slice(0, 4);
  const when = form === '02/BH' ? `Quý ${period[6]} năm ${year}` : `Tháng ${period.slice(5)} năm ${year}`;
  return `Mẫu ${form} - Tổng hợp chi phí khám bệnh, chữa bệnh BHYT - ${when}`;
};

export const facilityLine = ({ facilityCode, facilityName }: ClaimSummary): string =>
  `Cơ sở khám bệnh, chữa bệnh: ${facilityCode} - ${facilityName}`;

export const noteLines = ({ returned, checks, claimsApart }: ClaimSummary): string[] => [
  `Hồ sơ trả lại, không tính ở trên: ${returned.claims} lượt, đề nghị ${returned.fundClaimed} đồng`,
  ...checks.map(
    ({ text, holds, difference }) => `Kiểm tra ${text}: ${holds ? 'đúng' : 'SAI'}, chênh lệch ${difference}`,
  ),
  `Hồ sơ lệch quá 2 đồng: ${claimsApart}`,
];

/** Name of the file without its ending: plain ASCII, as a header carries it. */
export const fileNameOf = ({ form, period, facilityCode }: ClaimSummary): string =>
  `${form.replace('/', '-')}_${facilityCode}_${period}`;
