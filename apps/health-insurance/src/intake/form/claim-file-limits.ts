import type { FileLimit } from '@ansinh/http';
import type { XmlLimits } from '@ansinh/xml';

/**
 * Of the envelope. A comment is a node for whoever builds a tree of the file, and says nothing: software of hospitals writes
 * one or two.
 */
export const ENVELOPE_LIMITS: XmlLimits = { depth: 24, elements: 20_000, textLength: 20_000_000, comments: 100 };
export const ENCOUNTERS_MAX = 200;

/** Of one table: a 67-day stay has some 4,000 rows; a clinical text some thousand characters. */
export const TABLE_LIMITS: XmlLimits = { depth: 24, elements: 2_000_000, textLength: 262_144, comments: 1_000 };
export const ROWS_MAX = 20_000;

const OF_TABLES: readonly FileLimit[] = [
  { max: ROWS_MAX, en: 'rows of one table', vi: 'dòng trong một bảng' },
  { max: TABLE_LIMITS.elements, en: 'elements of one table', vi: 'thẻ trong một bảng' },
  { max: TABLE_LIMITS.textLength, en: 'characters of one field', vi: 'ký tự trong một trường' },
];

/** As hospitals read them. */
export const CLAIM_FILE_LIMITS: readonly FileLimit[] = [
  { max: ENCOUNTERS_MAX, en: 'HOSO', vi: 'HOSO' },
  { max: ENVELOPE_LIMITS.elements, en: 'elements of the envelope', vi: 'thẻ ngoài bảng' },
  { max: ENVELOPE_LIMITS.comments ?? 0, en: 'comments of the envelope', vi: 'chú thích XML ngoài bảng' },
  ...OF_TABLES,
];
export const CHECK_IN_LIMITS = OF_TABLES;
