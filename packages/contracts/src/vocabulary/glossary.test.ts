import { fileText, sourcesBelow } from '../../testing/repository';

/** Cells of the table rows of docs/glossary.md: Vietnamese, forms, code words, meaning. */
const rows = fileText('docs/glossary.md')
  .split('\n')
  .filter((line) => /^\| [^-]/.test(line) && !line.startsWith('| Vietnamese'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const wordsOf = (cell: string | undefined) => [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, word]) => word ?? '');

describe('the glossary', () => {
  it('gives every term a word of the code and a meaning', () => {
    expect(rows.length).toBeGreaterThan(50);
    for (const row of rows) {
      expect(row).toHaveLength(4);
      expect(wordsOf(row[2]).length).toBeGreaterThan(0);
      expect(row[3]).not.toBe('');
    }
  });

  it('names no term and no word twice', () => {
    const terms = [...rows.map(([term]) => term), ...rows.flatMap((row) => wordsOf(row[2]))];
    expect(terms.filter((term, index) => terms.indexOf(term) !== index)).toEqual([]);
  });

  it('names only words that the sources use', () => {
    const sources = sourcesBelow('apps', 'packages')
      .map(({ text }) => text)
      .join('\n');
    const unused = rows.flatMap((row) => wordsOf(row[2])).filter((word) => !new RegExp(`\\b${word}\\b`).test(sources));
    expect(unused).toEqual([]);
  });
});
