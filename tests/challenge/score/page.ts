// The score as a page: mismatches first, by article.
import type { Mismatch, Part, Score } from './compare.ts';
import type { Sorted } from './known.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const text = (value: string): string => value.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);

/** Each article shows so many; the JSON beside the page has all. */
const SHOWN = 50;

const row = (cells: readonly string[]): string => `<tr>${cells.map((cell) => `<td>${text(cell)}</td>`).join('')}</tr>`;

const section = ([article, mismatches]: readonly [string, readonly Mismatch[]]): string => `
<h3>${text(article)}: ${mismatches.length}</h3>
<table><tr><th>claim</th><th>what</th><th>expected</th><th>found</th><th>story</th><th>said</th></tr>
${mismatches
  .slice(0, SHOWN)
  .map(({ claim, kind, expected, found, story, said }) => row([claim, kind, expected, found, story, said]))
  .join('\n')}
</table>`;

const part = (name: string, { right, of, open }: Part): string =>
  row([name, `${right}`, `${of}`, `${of - right}`, `${open}`]);

export const page = (score: Score, { known, others }: Sorted, title: string): string => {
  const byArticle = [...Map.groupBy(others, ({ article }) => article)].sort(([, a], [, b]) => b.length - a.length);
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>${text(title)}</title>
<style>body{font:15px sans-serif;margin:2rem}table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.2rem .5rem;text-align:left}</style>
<h1>${text(title)}</h1>
<p>${score.claims} claims, ${others.length} mismatches, ${score.mismatches.length - others.length} that are known.</p>
${byArticle.map(section).join('\n')}
<h2>Not yet right</h2>
${[...known].map(([{ name, issue }, own]) => section([`${name} (${issue})`, own])).join('\n')}
<h2>Score</h2>
<table><tr><th>what</th><th>right</th><th>scored</th><th>wrong</th><th>open, not scored</th></tr>
${part('outcomes', score.outcomes)}
${part('finding codes', score.codes)}
${part('rows of findings', score.rows)}
${part('amounts of lines', score.amounts)}
</table>
</html>
`;
};
