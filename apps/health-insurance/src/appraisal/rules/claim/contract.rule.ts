import { isInpatient } from '../../../claim/care-types/care-types';
import { localDateOfDigits } from '../../../notation/national-time';
import { FORMAT_FROM, type Rule, type RuleFinding } from '../rule';

const PLACE = { table: 'XML1', row: 1 };

/** The facility is known, has a contract on the days of the visit, and may do what it claims. */
export const CONTRACT: Rule = {
  code: 'CONTRACT',
  nationalCodes: ['10', '58', '60'],
  source: 'Law 51/2024 Art 25; TT 12/2026/TT-BTC Art 10; list of blocking errors 10, 58, 60',
  severity: 'return',
  from: FORMAT_FROM,
  to: null,
  check: (claim, { facility }) => {
    if (facility === undefined)
      return [
        {
          ...PLACE,
          nationalCode: '10',
          field: 'MA_CSKCB',
          found: claim.facilityCode,
          expected: 'a facility that the agency has registered',
          message: 'The agency knows no facility of this code',
          messageVi: 'Mã cơ sở KCB chưa được đăng ký với cơ quan BHXH',
        },
      ];
    const findings: RuleFinding[] = [];
    const { contractFrom, contractTo } = facility;
    // A stay that begins or ends outside the contract is paid as long as one of its ends lies inside.
    if (localDateOfDigits(claim.arrivedAt) > contractTo || localDateOfDigits(claim.leftAt) < contractFrom)
      findings.push({
        ...PLACE,
        nationalCode: '58',
        field: 'NGAY_VAO',
        found: claim.arrivedAt,
        expected: `${contractFrom} to ${contractTo}`,
        message: 'The facility has no contract for the days of the visit',
        messageVi: 'Hợp đồng KCB BHYT của cơ sở không có hiệu lực trong thời gian điều trị',
      });
    if (isInpatient(claim.careType) && !facility.inpatient)
      findings.push({
        ...PLACE,
        nationalCode: '60',
        field: 'MA_LOAI_KCB',
        found: claim.careType,
        expected: 'a type of care without a stay',
        message: 'The contract of the facility has no inpatient care',
        messageVi: 'Cơ sở chỉ có hợp đồng ngoại trú nhưng gửi hồ sơ nội trú',
      });
    return findings;
  },
};
