import escapeHtml from 'escape-html';
import type { KeptMail } from './mails';

// Colours are those of the browser, light or dark. On a narrow screen each mail is a block of its own.
const STYLE = `
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:.4rem .8rem .4rem 0;border-bottom:1px solid color-mix(in srgb,currentcolor 25%,transparent);vertical-align:top}
pre{white-space:pre-wrap;font:inherit}
@media (max-width:40rem){
body{margin:1rem auto}
thead{display:none}
tr{display:block;padding:.6rem 0;border-bottom:1px solid color-mix(in srgb,currentcolor 25%,transparent)}
td{display:block;padding:0;border:0}
}`;

const page = (title: string, body: string): string =>
  `<!DOCTYPE html>\n<html lang="vi">\n<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>\n<body>\n${body}\n</body>\n</html>\n`;

/** "2026-11-06T03:00:00.000Z" -> "10:00:00 06/11/2026", the time in Viet Nam. */
const timeText = (instant: string): string =>
  new Date(instant).toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour12: false });

const row = ({ id, receivedAt, to, subject }: KeptMail): string =>
  `<tr><td>${escapeHtml(timeText(receivedAt))}</td><td>${escapeHtml(to.join(', '))}</td><td><a href="/mails/${id}">${escapeHtml(subject)}</a></td></tr>`;

export const listPage = (mails: readonly KeptMail[]): string =>
  page(
    'Thư của An Sinh',
    `<h1>Thư của An Sinh</h1>\n<p>Thư điện tử mà hệ thống đã gửi, mới nhất ở trên; không thư nào ra khỏi máy này.</p>\n<table>\n<thead><tr><th>Gửi lúc</th><th>Người nhận</th><th>Tiêu đề</th></tr></thead>\n<tbody>\n${mails.map(row).join('\n')}\n</tbody>\n</table>`,
  );

export const mailPage = ({ id, receivedAt, from, to, subject, text }: KeptMail): string =>
  page(
    subject,
    `<p><a href="/">Tất cả thư</a> · <a href="/mails/${id}/raw">nguyên bản như đã gửi</a></p>\n<h1>${escapeHtml(subject)}</h1>\n<p>${escapeHtml(from)} → ${escapeHtml(to.join(', '))}, ${escapeHtml(timeText(receivedAt))}</p>\n<pre>${escapeHtml(text)}</pre>`,
  );
