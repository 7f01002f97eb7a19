import { PROBLEMS } from '@ansinh/contracts/catalogue/problems';
import { findProblemPage, problemHtml, problemPages, problemsHtml } from './problem-page.rules';

describe('the page of a problem', () => {
  it.each(problemPages().map((page) => [page.code, page] as const))('%s is told in both languages', (_code, page) => {
    const html = problemHtml(page);
    expect(html).toContain('<section lang="vi">');
    expect(html).toContain('<section lang="en">');
    expect(html).not.toMatch(/`|undefined/);
    expect(page).toMatchObject({
      type: `/problems/${page.code}`,
      title: expect.any(String),
      titleVi: expect.any(String),
    });
  });

  it('writes texts as texts, never as markup', () => {
    const page = findProblemPage('catalogue.rows-invalid');
    expect(page).toBeDefined();
    if (page !== undefined) expect(problemHtml(page)).toContain('/&lt;row from 0&gt;/&lt;column&gt;');
  });

  it('is one for each code, all of them in one list, and none for anything else', () => {
    expect(problemPages().map(({ code }) => code)).toEqual(Object.keys(PROBLEMS).sort());
    const list = problemsHtml(problemPages());
    for (const code of Object.keys(PROBLEMS)) expect(list).toContain(`href="/problems/${code}"`);
    expect(['nothing.known', 'constructor', '__proto__', ''].map(findProblemPage)).toEqual(
      Array.from({ length: 4 }, () => undefined),
    );
  });
});
