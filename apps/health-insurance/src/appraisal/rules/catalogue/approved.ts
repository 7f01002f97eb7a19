import type { CatalogueKind } from '@ansinh/contracts/health-insurance/registers.api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { ClaimLine, ParsedClaim } from '../../../claim/parsed-claim';
import { listOf } from '../../../notation/national-list';
import { localDateOfDigits } from '../../../notation/national-time';
import type { Catalogues, Entry } from '../../../registers/catalogues/catalogue.rules';

const SUPPLY_GROUPS = new Set(['10', '11']);
/** Lab, imaging, functional tests, surgery, exams, procedures: beds, blood and transport may stand in no list of services. */
const SERVICE_GROUPS = new Set(['1', '2', '3', '8', '13', '18']);
const DRUG_GROUPS = new Set(['4', '5', '6']);

type LineKind = 'drugs' | 'services' | 'supplies';

export const kindOf = (line: ClaimLine): LineKind => {
  if (line.table === 'XML2') return 'drugs';
  return line.supply !== '' || SUPPLY_GROUPS.has(line.group) ? 'supplies' : 'services';
};

/** `02.0305.0135.K.66002`: a test that the facility 66002 did for this one. */
const DONE_ELSEWHERE = /\.K\.\d{5}$/;

/** Groups of cost (MA_NHOM) whose lines stand in the list of their kind. */
const LISTED = {
  drugs: ({ group }) => DRUG_GROUPS.has(group),
  services: ({ group }) => SERVICE_GROUPS.has(group),
  supplies: () => true,
} as const satisfies Readonly<Record<LineKind, (line: ClaimLine) => boolean>>;

/** Whether a line must stand in the list of its kind, once the facility has uploaded one. */
export const isListed = (line: ClaimLine): boolean => {
  // What comes from another facility stands in that one's list.
  if (line.supplier !== '' || DONE_ELSEWHERE.test(line.code)) return false;
  return LISTED[kindOf(line)](line);
};

export const dayOf = (line: ClaimLine): LocalDate => localDateOfDigits(line.orderedAt);

/** `18.0155.0041_GT` is the service 18.0155.0041, done in another way. */
const baseOf = (code: string): string => code.split('_', 1)[0] ?? code;

const narrowedBy = (entries: readonly Entry[], member: 'registration' | 'bid', value: string): readonly Entry[] => {
  if (value === '') return entries;
  const same = entries.filter((entry) => entry[member] === value);
  return same.length > 0 ? same : entries;
};

/**
 * The rows of the list that a line may mean on the day of its order: those of its product and bid where the list tells
 * them apart, else all of its code. Undefined without a list of that day.
 */
export const approvedFor = (line: ClaimLine, catalogues: Catalogues): readonly Entry[] | undefined => {
  const list = catalogues(kindOf(line), dayOf(line));
  if (list === undefined) return undefined;
  const exact = list(line.code);
  const found = exact.length > 0 ? exact : list(baseOf(line.code));
  return narrowedBy(narrowedBy(found, 'registration', line.registration), 'bid', line.bid);
};

export type Held = { readonly line: ClaimLine; readonly code: string };

/** Every code of a list field, with the first line that has it on a day that has a list of the kind and not this code. */
export const missingFrom = (
  claim: ParsedClaim,
  catalogues: Catalogues,
  wanted: { readonly kind: CatalogueKind; readonly codesOf: (line: ClaimLine) => readonly string[] },
): Held[] => {
  const seen = new Set<string>();
  const missing: Held[] = [];
  for (const line of claim.lines) {
    const list = catalogues(wanted.kind, dayOf(line));
    if (list === undefined) continue;
    for (const code of wanted.codesOf(line)) {
      if (seen.has(code)) continue;
      seen.add(code);
      if (list(code).length === 0) missing.push({ line, code });
    }
  }
  return missing;
};

export const personsOf = (line: ClaimLine): string[] => [...listOf(line.doctors), ...listOf(line.performers)];

/** `HH.3.66003.A;B`: several serials behind one prefix. */
const PREFIX = /^[^.]+\.[^.]+\.[^.]+\./;
export const machinesOf = (text: string): string[] => {
  let prefix = '';
  return listOf(text).map((part) => {
    if (part.includes('.')) {
      prefix = PREFIX.exec(part)?.[0] ?? '';
      return part;
    }
    return prefix + part;
  });
};

/** What a claim has to be looked up for: all its codes, and the days of its orders. */
export const wantedOf = (claim: ParsedClaim): { readonly codes: string[]; readonly days: LocalDate[] } => {
  const codes = new Set<string>();
  const days = new Set<LocalDate>();
  for (const line of claim.lines) {
    days.add(dayOf(line));
    const all = [line.code, baseOf(line.code), ...personsOf(line), ...machinesOf(line.machines), ...listOf(line.beds)];
    for (const code of all) if (code !== '') codes.add(code);
  }
  return { codes: [...codes], days: [...days] };
};
