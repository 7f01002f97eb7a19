import escapeHtml from 'escape-html';
import type { StandInPerson } from './stand-in-people';

const STYLE = `:root { font: 16px/1.5 system-ui, sans-serif; color-scheme: light dark; }
main { max-width: 28rem; margin: 8vh auto; padding: 0 1.25rem; }
button { display: block; width: 100%; margin: 0.5rem 0; padding: 0.7rem; font: inherit; cursor: pointer; }`;

/** Who is there to be clicked on: nobody is asked for a password, and nobody is anybody. */
export const peoplePage = (title: string, action: string, people: readonly StandInPerson[]): string => `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p>Bản giả lập để thử, không phải hệ thống thật. This is a stand-in for trying out.</p>
<form method="post" action="${escapeHtml(action)}">
${people.map(({ key, name }) => `<button name="person" value="${escapeHtml(key)}">${escapeHtml(name)}</button>`).join('\n')}
<button name="person" value="">Hủy · Cancel</button>
</form>
</main>
</body>
</html>
`;
