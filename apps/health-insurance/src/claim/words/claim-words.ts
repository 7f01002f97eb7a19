import { keyRing, type Owner, openKept } from '@ansinh/secrets';
import { z } from 'zod';

type Fields = Readonly<Record<string, string>>;

/**
 * What a doctor or a laboratory writes in words or measures: reasons for coming, diagnoses, courses, findings. No rule and no
 * statement reads it; it is there for whoever reads the claim. Codes are no words: the appraisal computes with them.
 */
export const WORDS = [
  'CHAN_DOAN_RV',
  'CHAN_DOAN_VAO',
  'DAU_HIEU_LS',
  'DIEN_BIEN_LS',
  'DU_PHONG',
  'GHI_CHU',
  'GIAI_DOAN_BENH',
  'GIAI_DOAN_LAM_SANG',
  'GIA_TRI',
  'HOI_CHAN',
  'HUONG_DIEU_TRI',
  'KET_LUAN',
  'LY_DO_VNT',
  'LY_DO_VV',
  'MO_TA',
  'NGUYENNHAN_DINHCHI',
  'PHAU_THUAT',
  'PP_DIEUTRI',
  'PP_DIEU_TRI',
  'QT_BENHLY',
  'TINH_TRANG_CON',
  'TINH_TRANG_CT',
  'TOMTAT_KQ',
] as const;
const NAMES: ReadonlySet<string> = new Set(WORDS);

/** The field of a stored row that holds all its words, sealed together; fields of the national form are in capitals. */
const SEALED = 'sealed';

export type PlaceOfRow = {
  readonly facilityCode: string;
  readonly encounterKey: string;
  readonly table: string;
  readonly row: number;
};

export const ofRow = ({ facilityCode, encounterKey, table, row }: PlaceOfRow): Owner => [
  'claim-words',
  facilityCode,
  encounterKey,
  table,
  String(row),
];

/** The fields of a row as they rest. */
export const withSealedWords = (fields: Fields, place: PlaceOfRow): Fields => {
  const words = Object.entries(fields).filter(([name, value]) => NAMES.has(name) && value !== '');
  if (words.length === 0) return fields;
  const others = Object.entries(fields).filter(([name, value]) => !NAMES.has(name) || value === '');
  const sealed = keyRing().seal(JSON.stringify(Object.fromEntries(words)), ofRow(place));
  return { ...Object.fromEntries(others), [SEALED]: sealed };
};

const Words = z.record(z.string(), z.string());

/** The fields of a row as they were sent. */
export const withOpenWords = ({ [SEALED]: sealed, ...fields }: Fields, place: PlaceOfRow): Fields =>
  sealed === undefined ? fields : { ...fields, ...Words.parse(JSON.parse(openKept(sealed, ofRow(place)))) };
