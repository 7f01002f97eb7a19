import type { ClaimLine, ParsedClaim } from '../../../claim/parsed-claim';
import { isInitialFacilityCode } from '../../../registers/coverage/card-check.rules';
import { FORMAT_FROM, type Rule, type RuleFinding } from '../rule';

const PLACE = { table: 'XML1', row: 1 };

const ACCIDENTS_MAX = 8;

const accidentFindings = ({ accident }: ParsedClaim): RuleFinding[] =>
  accident === '' || Number(accident) <= ACCIDENTS_MAX
    ? []
    : [
        {
          ...PLACE,
          nationalCode: '22',
          field: 'MA_TAI_NAN',
          found: accident,
          expected: `0 to ${ACCIDENTS_MAX}`,
          message: 'The accident code is not in the national list',
          messageVi: 'Mã tai nạn không có trong danh mục',
        },
      ];

/** ICD-10: a category and, where it has any, its parts; the national list also marks daggers, asterisks and own parts by letters. */
const DISEASE = /^[A-Z]\d{2}(\.\d{1,2}[A-Z]?)?[*+†]?$/;
const OTHER_DISEASES_MAX = 12;

const diseaseFindings = ({ mainDisease, otherDiseases }: ParsedClaim): RuleFinding[] => {
  const findings: RuleFinding[] = [];
  if (!DISEASE.test(mainDisease))
    findings.push({
      ...PLACE,
      field: 'MA_BENH_CHINH',
      found: mainDisease,
      expected: 'one code of ICD-10, e.g. K29.7',
      message: 'The main disease is exactly one code of ICD-10',
      messageVi: 'Mã bệnh chính phải là đúng một mã ICD-10',
    });
  for (const found of otherDiseases.filter((code) => !DISEASE.test(code)))
    findings.push({
      ...PLACE,
      severity: 'ask',
      field: 'MA_BENH_KT',
      found,
      expected: 'codes of ICD-10 with ";" between them',
      message: 'It is no code of ICD-10',
      messageVi: 'Mã bệnh kèm theo không phải mã ICD-10',
    });
  if (otherDiseases.length > OTHER_DISEASES_MAX)
    findings.push({
      ...PLACE,
      field: 'MA_BENH_KT',
      found: String(otherDiseases.length),
      expected: `at most ${OTHER_DISEASES_MAX}`,
      message: 'There are too many other diseases',
      messageVi: `Tối đa ${OTHER_DISEASES_MAX} mã bệnh kèm theo`,
    });
  return findings;
};

/** K01 to K60 and K99, parts behind a dot (QD 1804/QD-BYT 2026; K01 to K50 before). */
const DEPARTMENT = /^K(0[1-9]|[1-5]\d|60|99)(\.\d{1,3}){0,2}$/;

const departmentFindings = ({ departments }: ParsedClaim): RuleFinding[] =>
  departments
    .filter((code) => !DEPARTMENT.test(code))
    .map((found) => ({
      ...PLACE,
      field: 'MA_KHOA',
      found,
      expected: 'e.g. K03',
      message: 'There is no such department in the national list',
      messageVi: 'Mã khoa không có trong danh mục',
    }));

const facilityFindings = ({ initialFacilityCodes }: ParsedClaim): RuleFinding[] =>
  initialFacilityCodes
    .filter((code) => !isInitialFacilityCode(code))
    .map((found) => ({
      ...PLACE,
      nationalCode: '9',
      field: 'MA_DKBD',
      found,
      expected: 'e.g. 66001, or 66000 on a temporary card',
      message: 'There is no facility of this code to be registered at',
      messageVi: 'Mã nơi đăng ký KCB ban đầu không có trong danh mục',
    }));

const DRUG_GROUP = '4';

/** Drugs in the list are bought by tender; what comes from another facility was bought there. */
const bidFindings = ({ lines }: ParsedClaim): RuleFinding[] => {
  const isWithoutBid = ({ table, group, bid, supplier, fundAmount }: ClaimLine): boolean =>
    table === 'XML2' && group === DRUG_GROUP && bid === '' && supplier === '' && fundAmount > 0n;
  return lines.filter(isWithoutBid).map(({ table, row, code }) => ({
    table,
    row,
    severity: 'ask',
    field: 'TT_THAU',
    found: code,
    expected: 'decision;package;group;year',
    message: 'A drug of group 4 names the tender in which it was bought',
    messageVi: 'Thuốc nhóm 4 thiếu thông tin thầu (TT_THAU)',
  }));
};

/** Codes whose form the structure of a file leaves open. */
export const CODES: Rule = {
  code: 'CODES',
  nationalCodes: ['9', '22'],
  source:
    'QD 5937/QD-BYT annex 4; QD 4750/QD-BYT table 1 fields 18, 27, 28, 57, table 2 field 15; list of blocking errors 9, 22 (the other enumerations are checked with the form of the file)',
  severity: 'return',
  from: FORMAT_FROM,
  to: null,
  check: (claim) => [
    ...accidentFindings(claim),
    ...diseaseFindings(claim),
    ...departmentFindings(claim),
    ...facilityFindings(claim),
    ...bidFindings(claim),
  ],
};
