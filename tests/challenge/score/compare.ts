// An engine's answers against the key: outcome, every finding code with its row, every line's amounts.
import type { KeyLine } from '../corpus/files/write.ts';
import { scaled } from '../model/exact.ts';

/** A line of an engine's answers. `refused`: the file was not taken at the door, which counts as returned. */
export type Answer = {
  readonly claim: string;
  readonly outcome: 'accepted' | 'returned' | 'refused';
  readonly findings: readonly {
    readonly code: string;
    readonly table?: string;
    readonly row?: number;
    /** As the engine says it, for the page. */
    readonly text?: string;
  }[];
  readonly lines: readonly { readonly table: string; readonly row: number; readonly T_BHTT: string }[];
};

export type Mismatch = {
  readonly claim: string;
  readonly story: string;
  readonly kind: 'no answer' | 'outcome' | 'finding missing' | 'finding too much' | 'row' | 'amount';
  readonly article: string;
  readonly expected: string;
  readonly found: string;
  /** What the engine said about it, in its own words. */
  readonly said: string;
};

export type Part = { readonly right: number; readonly of: number; readonly open: number };
export type Score = {
  readonly claims: number;
  readonly outcomes: Part;
  readonly codes: Part;
  readonly rows: Part;
  readonly amounts: Part;
  readonly mismatches: readonly Mismatch[];
};

type Judged = {
  readonly part: 'outcomes' | 'codes' | 'rows' | 'amounts';
  readonly is: 'right' | 'open' | Omit<Mismatch, 'claim' | 'story' | 'said'>;
};

const right = (part: Judged['part']): Judged => ({ part, is: 'right' });

const outcomeOf = (key: KeyLine, answer: Answer): Judged => {
  if (key.open.outcome) return { part: 'outcomes', is: 'open' };
  const found = answer.outcome === 'refused' ? 'returned' : answer.outcome;
  if (found === key.outcome) return right('outcomes');
  const article = key.findings[0]?.article ?? 'sound';
  return { part: 'outcomes', is: { kind: 'outcome', article, expected: key.outcome, found: answer.outcome } };
};

const codesOf = (key: KeyLine, answer: Answer): readonly Judged[] => {
  const isFree = (code: string): boolean => key.open.codes.includes('*') || key.open.codes.includes(code);
  const expected = new Map(key.findings.map((finding) => [finding.code, finding]));
  const found = new Set(answer.findings.map(({ code }) => code));
  // What a file says at the door is said before any rule looks at it.
  if (answer.outcome === 'refused') return [{ part: 'codes', is: 'open' }];
  const missing = [...expected.values()].map(({ code, article }): Judged => {
    if (isFree(code)) return { part: 'codes', is: 'open' };
    return found.has(code)
      ? right('codes')
      : { part: 'codes', is: { kind: 'finding missing', article, expected: code, found: '' } };
  });
  const tooMuch = [...found]
    .filter((code) => !expected.has(code) && !isFree(code))
    .map(
      (code): Judged => ({ part: 'codes', is: { kind: 'finding too much', article: code, expected: '', found: code } }),
    );
  return [...missing, ...tooMuch];
};

const place = ({ code, table, row }: { code: string; table?: string | undefined; row?: number | undefined }): string =>
  `${code} ${table ?? 'XML1'}${row === undefined ? '' : `/${row}`}`;

/** Rows of codes that both sides have: none is missing and none is too much. */
const rowsOf = (key: KeyLine, answer: Answer): readonly Judged[] => {
  const isOpen = (code: string): boolean => key.open.codes.includes('*') || key.open.codes.includes(code);
  const both = key.findings.filter(
    ({ code, row }) => row !== undefined && !isOpen(code) && answer.findings.some((other) => other.code === code),
  );
  const wanted = new Set(both.map(place));
  const found = new Set(answer.findings.map(place));
  const articles = new Map(both.map(({ code, article }) => [code, article]));
  const missing = both.map((finding): Judged => {
    if (found.has(place(finding))) return right('rows');
    return { part: 'rows', is: { kind: 'row', article: finding.article, expected: place(finding), found: '' } };
  });
  const tooMuch = answer.findings
    .filter((finding) => articles.has(finding.code) && !wanted.has(place(finding)))
    .map((finding): Judged => {
      const article = articles.get(finding.code) ?? finding.code;
      return { part: 'rows', is: { kind: 'row', article, expected: '', found: place(finding) } };
    });
  return [...missing, ...tooMuch];
};

const amountsOf = (key: KeyLine, answer: Answer): readonly Judged[] => {
  if (key.outcome === 'returned' || answer.outcome !== 'accepted') return [];
  if (key.open.amounts) return key.lines.map(() => ({ part: 'amounts', is: 'open' }));
  const found = new Map(answer.lines.map((line) => [`${line.table}/${line.row}`, line.T_BHTT]));
  return key.lines.map((line): Judged => {
    const name = `${line.table}/${line.row}`;
    const amount = found.get(name);
    // Exactly: an amount with thousandths is no amount, and equals none.
    const paid = scaled(amount, 2);
    if (paid !== undefined && paid === scaled(line.T_BHTT, 2)) return right('amounts');
    const reason = key.findings.find(({ table, row }) => table === line.table && row === line.row);
    const article = reason?.article ?? `4.3 line at ${line.level} %`;
    return {
      part: 'amounts',
      is: { kind: 'amount', article, expected: `${name} ${line.T_BHTT}`, found: amount ?? '' },
    };
  });
};

const judgedOf = (key: KeyLine, answer: Answer | undefined): readonly Judged[] => {
  if (answer === undefined)
    return [{ part: 'outcomes', is: { kind: 'no answer', article: '', expected: key.outcome, found: '' } }];
  return [outcomeOf(key, answer), ...codesOf(key, answer), ...rowsOf(key, answer), ...amountsOf(key, answer)];
};

const SAID_LENGTH = 400;

/** The words of the engine about the code or the row, or all of them where the outcome differs. */
const saidOf = (
  answer: Answer | undefined,
  { kind, found, expected }: Omit<Mismatch, 'claim' | 'story' | 'said'>,
): string => {
  const [table, row] = (expected.split(' ')[0] ?? '').split('/');
  const isAbout = (finding: Answer['findings'][number]): boolean => {
    if (kind === 'amount') return finding.row === undefined || (finding.table === table && `${finding.row}` === row);
    if (kind === 'finding too much') return finding.code === found;
    return kind === 'row' ? place(finding) === found : true;
  };
  const texts = (answer?.findings ?? []).filter(isAbout).map((finding) => `${place(finding)} ${finding.text ?? ''}`);
  return texts.join('; ').slice(0, SAID_LENGTH);
};

export const compare = (keys: readonly KeyLine[], answers: readonly Answer[]): Score => {
  const byClaim = new Map(answers.map((answer) => [answer.claim, answer]));
  const all = keys.flatMap((key) => judgedOf(key, byClaim.get(key.claim)).map((judged) => ({ key, ...judged })));
  const part = (name: Judged['part']): Part => {
    const own = all.filter((judged) => judged.part === name);
    const open = own.filter(({ is }) => is === 'open').length;
    return { right: own.filter(({ is }) => is === 'right').length, of: own.length - open, open };
  };
  return {
    claims: keys.length,
    outcomes: part('outcomes'),
    codes: part('codes'),
    rows: part('rows'),
    amounts: part('amounts'),
    mismatches: all.flatMap(({ key, is }) =>
      typeof is === 'string'
        ? []
        : [{ claim: key.claim, story: key.story, ...is, said: saidOf(byClaim.get(key.claim), is) }],
    ),
  };
};
