// What the model reads: fields as they stand in the file, and registers as plain data. No type of the platform.

export type Fields = Readonly<Record<string, string>>;

export type PlainClaim = {
  /** XML1 */
  readonly head: Fields;
  /** XML2 */
  readonly drugs: readonly Fields[];
  /** XML3 */
  readonly services: readonly Fields[];
  readonly isSigned: boolean;
};

export const read = (fields: Fields, name: string): string => fields[name] ?? '';

export const listed = (text: string): readonly string[] => (text === '' ? [] : text.split(';'));

export type Facility = {
  readonly code: string;
  readonly name: string;
  readonly level: 'initial' | 'basic' | 'specialised';
  readonly points?: number;
  readonly formerRoute: 'commune' | 'district' | 'provincial' | 'central';
  readonly inpatient: boolean;
  readonly contractFrom: string;
  readonly contractTo: string;
};

export type Card = {
  readonly number: string;
  readonly from: string;
  readonly to: string;
  readonly facility: string;
  /** From this day it is no longer good. */
  readonly withdrawnOn?: string;
};

export type Person = {
  readonly siNumber: string;
  readonly personalId: string;
  readonly name: string;
  /** yyyymmddHHMM, unknown parts 0000 */
  readonly birth: string;
  /** 1 male, 2 female */
  readonly sex: string;
  readonly cards: readonly Card[];
  readonly fiveYearsOn?: string;
  /** Day of the certificate that no co-payment is due until the end of the year. */
  readonly exemptFrom?: string;
};

export type Item = {
  readonly code: string;
  readonly kind: 'drugs' | 'services' | 'supplies';
  readonly name: string;
  readonly unit: string;
  /** MA_NHOM */
  readonly group: string;
  /** Dong. */
  readonly price: string;
  readonly insuranceRatio: string;
  readonly scope: string;
  readonly from: string;
  readonly to?: string;
  readonly registration?: string;
  readonly bid?: string;
  /** Bought by one facility in the contract. */
  readonly bought?: string;
  readonly sex?: string;
};

export type Doctor = {
  readonly licence: string;
  /** The facility that has the doctor on its list; undefined: every one. */
  readonly facility?: string;
  readonly name: string;
  /** HHMM */
  readonly opens: string;
  readonly closes: string;
};

export type Registers = {
  readonly facility: (code: string) => Facility | undefined;
  readonly person: (siNumber: string) => Person | undefined;
  readonly items: (code: string) => readonly Item[];
  readonly doctor: (licence: string, facility: string) => Doctor | undefined;
  readonly annexI: ReadonlySet<string>;
  readonly annexII: ReadonlySet<string>;
};

/** A claim that was judged before, of the same person, with what became of it. */
export type Earlier = { readonly claim: PlainClaim; readonly outcome: Judgement['outcome'] };

export type Table = 'XML1' | 'XML2' | 'XML3';

export type Change = {
  readonly refuse?: boolean;
  /** Thousandths of a dong. */
  readonly price?: bigint;
  /** TYLE_TT_DV, percent. */
  readonly serviceRatio?: bigint;
  /** Thousandths. */
  readonly quantity?: bigint;
  /** Hundredths of a dong. */
  readonly ceiling?: bigint;
};

export type Severity = 'return' | 'refuse' | 'adjust' | 'ask' | 'warn';

export type Finding = {
  readonly code: string;
  /** Another code that says the same as well: the law names none of them alone. */
  readonly or?: string;
  readonly severity: Severity;
  readonly table: Table;
  readonly row?: number;
  /** Where in the authority the rule stands. */
  readonly article: string;
  /** What the line is worth under the rule. */
  readonly change?: Change;
};

/** What domain.md leaves open in a claim: not scored. */
export type Open = {
  /** Codes that an engine may give or leave out; `*`: any. */
  readonly codes: readonly string[];
  readonly outcome: boolean;
  readonly amounts: boolean;
};

export type LineKey = {
  readonly table: Table;
  readonly row: number;
  readonly refused: boolean;
  readonly level: string;
  readonly T_BNTT: string;
  readonly T_BNCCT: string;
  readonly T_BHTT: string;
  readonly T_NGUONKHAC: string;
};

export type Judgement = {
  readonly outcome: 'accepted' | 'returned';
  readonly questions: number;
  readonly findings: readonly Finding[];
  /** Of an accepted claim. */
  readonly lines: readonly LineKey[];
  readonly fundPays: string;
  readonly open: Open;
};
