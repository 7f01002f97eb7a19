import { isProblemCode, PROBLEMS, type ProblemCode, problemOf } from '@ansinh/contracts/catalogue/problems';
import { PROBLEMS_VI } from '@ansinh/contracts/catalogue/vietnamese.problems';

/** What the `type` of a problem leads to. */
export type ProblemPage = {
  readonly type: string;
  readonly code: string;
  readonly status: number;
  /** Whether the same call may succeed later without a change. */
  readonly retryable: boolean;
  readonly title: string;
  readonly fix: string;
  readonly titleVi: string;
  readonly fixVi: string;
};

const pageOf = (code: ProblemCode): ProblemPage => {
  const { status, title, fix, retryable = false } = problemOf(code);
  const { title: titleVi, fix: fixVi } = PROBLEMS_VI[code];
  return { type: `/problems/${code}`, code, status, retryable, title, fix, titleVi, fixVi };
};

/** Undefined for what is no code of ours. */
export const findProblemPage = (code: string): ProblemPage | undefined =>
  isProblemCode(code) ? pageOf(code) : undefined;

export const problemPages = (): readonly ProblemPage[] =>
  Object.keys(PROBLEMS).filter(isProblemCode).sort().map(pageOf);

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);
/** Members of the problem stand in code style in its texts. */
const shown = (text: string): string => escaped(text).replace(/`([^`]*)`/g, '<code>$1</code>');

const documentOf = (title: string, body: string): string => `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;

const LATER = {
  yes: ['Có thể gửi lại đúng yêu cầu này sau.', 'The same request may succeed later.'],
  no: ['Gửi lại đúng yêu cầu này sẽ nhận cùng câu trả lời.', 'The same request will be refused again.'],
} as const;

/** One problem in both languages, the one of the country first. */
export const problemHtml = (page: ProblemPage): string => {
  const [laterVi, later] = page.retryable ? LATER.yes : LATER.no;
  return documentOf(
    `${page.code}: ${page.titleVi}`,
    `<p><code>${page.code}</code> · HTTP ${page.status}</p>
<section lang="vi">
<h1>${shown(page.titleVi)}</h1>
<p>${shown(page.fixVi)}</p>
<p>${laterVi}</p>
</section>
<section lang="en">
<h2>${shown(page.title)}</h2>
<p>${shown(page.fix)}</p>
<p>${later}</p>
</section>
<p><a href="/problems">Tất cả các lỗi · All problems</a></p>`,
  );
};

export const problemsHtml = (pages: readonly ProblemPage[]): string => {
  const rows = pages.map(
    ({ type, code, status, title, titleVi }) =>
      `<tr><td><a href="${type}"><code>${code}</code></a></td><td>${status}</td><td>${shown(titleVi)}</td>` +
      `<td lang="en">${shown(title)}</td></tr>`,
  );
  return documentOf(
    'An Sinh: các lỗi',
    `<h1>Các lỗi <span lang="en">· Problems</span></h1>
<table>
<thead><tr><th>Mã · Code</th><th>HTTP</th><th>Tiếng Việt</th><th>English</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`,
  );
};
