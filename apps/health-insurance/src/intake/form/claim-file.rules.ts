import { reject } from '@ansinh/contracts/catalogue/problems';
import { type FieldError, toldFindings } from '@ansinh/contracts/wire/field-error';
import type { ClaimFile, LocatedFinding } from './claim-file';

/** `/HOSO/1/XML2/3/DON_GIA`: encounter (from 1), table, STT, tag; parts that are not meant are left out. */
const pointerOf = ({ encounter, finding }: LocatedFinding): string =>
  [encounter === undefined ? undefined : `HOSO/${encounter}`, finding.table, finding.row, finding.field]
    .filter((part) => part !== undefined)
    .map((part) => `/${part}`)
    .join('');

/** Faults of form as the problem tells them, in both languages, with what was found and expected. */
const fieldErrorOf = (located: LocatedFinding): FieldError => {
  const { finding } = located;
  const found = finding.found === undefined ? '' : `; found "${finding.found}"`;
  const expected = finding.expected === undefined ? '' : `; expected ${finding.expected}`;
  return {
    pointer: pointerOf(located),
    detail: `${finding.message}${found}${expected} (${finding.messageVi})`,
    code: finding.nationalCode ?? finding.rule,
  };
};

/** Throws `claim.other-facility` unless every part of the file speaks for the facility of the token. */
export const requireOwnFile = (file: ClaimFile, facilityCode: string): void => {
  const spoken = [file.facilityCode, ...file.encounters.map(({ tables }) => tables.get('XML1')?.[0]?.fields.MA_CSKCB)];
  const other = spoken.find((code) => code !== undefined && code !== '' && code !== facilityCode);
  if (other !== undefined) throw reject('claim.other-facility', { facilityCode, found: other.slice(0, 20) });
};

/** Throws `claim.structure-invalid` with the faults. */
export const requireStructure = (file: ClaimFile): void => {
  if (file.findings.length === 0) return;
  throw reject('claim.structure-invalid', toldFindings(file.findings, fieldErrorOf));
};
