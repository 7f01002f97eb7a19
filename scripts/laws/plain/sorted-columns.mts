// Law of sorted columns: PostgreSQL takes a bare name behind ORDER BY for the answer's column before the table's. Where the
// answer has it as a text, 10 stands before 9, pages lose rows, and no index is used.
import type { Finding, Law } from '../finding.mts';
import type { House } from '../house/house.mts';

const LAW = 'sorted-columns';

/** A list without brackets inside: of them the innermost is taken first, and left out of what is around it. */
const INNERMOST = /\(([^()]*)\)/g;

/** Statements and sub-queries of a text, each without those inside it. */
const levelsOf = (text: string): string[] => {
  const levels: string[] = [];
  for (let rest = text; ; ) {
    const without = rest.replace(INNERMOST, (_, inside: string) => {
      levels.push(inside);
      return ' ';
    });
    if (without === rest) return [...levels, rest];
    rest = without;
  }
};

const AS_TEXT = /(?:\b(\w+)"?::text\b(?!\s*(?:::|AS\b|COLLATE\b))|::text\s+AS\s+"?(\w+)|\bto_char\s+AS\s+"?(\w+))/gi;
const ORDER = /\bORDER\s+BY\s+([\s\S]*?)(?=\b(?:LIMIT|OFFSET|FOR|FETCH|UNION)\b|$)/gi;
const BARE = /^\s*"?(\w+)"?\s*(?:ASC|DESC|NULLS|$)/i;

/** What is answered before FROM: casts behind it are of conditions. */
const LIST = /\bSELECT\b([\s\S]*?)\bFROM\b/gi;

const sortedTexts = (text: string): string[] =>
  levelsOf(text).flatMap((level) => {
    const texts = new Set(
      [...level.matchAll(LIST)].flatMap(([, list = '']) =>
        [...list.matchAll(AS_TEXT)].map(([, bare, cast, written]) => bare ?? cast ?? written ?? ''),
      ),
    );
    return [...level.matchAll(ORDER)]
      .flatMap(([, items = '']) => items.split(','))
      .map((item) => item.match(BARE)?.[1] ?? '')
      .filter((name) => texts.has(name));
  });

const check = (house: House): Finding[] =>
  house.production.flatMap(({ path, sql }) =>
    sql.flatMap(({ text, line }) =>
      sortedTexts(text).map((name) => ({
        law: LAW,
        file: path,
        line,
        what: name,
        sentence: `ORDER BY ${name} sorts the text that is answered, not the column: name its table, as in ORDER BY payouts.${name}`,
      })),
    ),
  );

export const sortedColumns: Law = {
  name: LAW,
  says: 'ORDER BY names the table of a column that the answer has as a text.',
  check,
};
