import { isInpatient } from '../../../claim/care-types/care-types';
import type { ClaimLine, ParsedClaim } from '../../../claim/parsed-claim';
import { listOf } from '../../../notation/national-list';
import type { Catalogues, Entry } from '../../../registers/catalogues/catalogue.rules';
import { FORMAT_FROM, type Presence, type Rule, type RuleFinding } from '../rule';
import { dayOf, missingFrom, personsOf } from './approved';
import { presencesOfLine } from './presence';

const EXAM_GROUP = '13';
const EMERGENCY = '2';

const isAtWork = ({ opens, closes }: Entry, at: string): boolean =>
  opens === undefined || closes === undefined || (opens <= at && at <= closes);

/** Exams of an ordinary outpatient visit lie in the working hours of who made them; wards and emergencies have no hours. */
const hourFindings = (claim: ParsedClaim, catalogues: Catalogues): RuleFinding[] => {
  if (claim.visitReason === EMERGENCY || isInpatient(claim.careType)) return [];
  const isExam = ({ table, group }: ClaimLine): boolean => table === 'XML3' && group === EXAM_GROUP;
  return claim.lines.filter(isExam).flatMap((line) =>
    listOf(line.doctors).flatMap((licence) => {
      const rows = catalogues('staff', dayOf(line))?.(licence) ?? [];
      const at = line.orderedAt.slice(8, 12);
      if (rows.length === 0 || rows.some((row) => isAtWork(row, at))) return [];
      return [
        {
          table: line.table,
          row: line.row,
          field: 'NGAY_YL',
          found: line.orderedAt,
          expected: rows.map(({ opens, closes }) => `${opens}-${closes}`).join(', '),
          message: `The exam lies outside the registered working hours of ${licence}`,
          messageVi: `Thời gian khám ngoài giờ hành nghề đã đăng ký của ${licence}`,
        },
      ];
    }),
  );
};

/** Nobody is with a patient here and with another one elsewhere in the same hour. */
const placeFindings = (claim: ParsedClaim, elsewhere: readonly Presence[]): RuleFinding[] =>
  elsewhere.flatMap(({ licence, hour }) => {
    const line = claim.lines.find((each) =>
      presencesOfLine(each).some((presence) => presence.licence === licence && presence.hour === hour),
    );
    if (line === undefined) return [];
    return [
      {
        table: line.table,
        row: line.row,
        field: line.group === EXAM_GROUP ? 'MA_BAC_SI' : 'NGUOI_THUC_HIEN',
        found: licence,
        expected: 'at one facility in an hour',
        message: `The practitioner was at another facility in the same hour (${hour})`,
        messageVi: 'Người hành nghề thực hiện tại cơ sở khác trong cùng giờ',
      },
    ];
  });

/** Who orders and performs is registered for the facility on that day, examines in working hours, and is in one place at a time. */
export const DOCTOR: Rule = {
  code: 'DOCTOR',
  nationalCodes: [],
  source: 'TT 12/2026/TT-BTC Art 10; Law 15/2023 on medical examination and treatment; list of staff (01-06/DM)',
  severity: 'ask',
  from: FORMAT_FROM,
  to: null,
  check: (claim, { catalogues, elsewhere }) => [
    ...missingFrom(claim, catalogues, { kind: 'staff', codesOf: personsOf }).map(({ line, code }) => ({
      table: line.table,
      row: line.row,
      field: listOf(line.doctors).includes(code) ? 'MA_BAC_SI' : 'NGUOI_THUC_HIEN',
      found: code,
      expected: 'a licence of the list of the facility',
      message: 'The facility has told of no such licence for this day',
      messageVi: 'Số giấy phép hành nghề không có trong danh mục nhân sự của cơ sở',
    })),
    ...hourFindings(claim, catalogues),
    ...placeFindings(claim, elsewhere),
  ],
};
