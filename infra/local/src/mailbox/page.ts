import escapeHtml from 'escape-html';
import type { KeptMail } from './mails';

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #ddd;vertical-align:top}pre{white-space:pre-wrap;font:inherit}';

const page = (title: string, body: string): string =>
  `<!DOCTYPE html>\n<html lang="vi">\n<head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>\n<body>\n${body}\n</body>\n</html>\n`;

/** "2026-11-06T03:00:00.000Z" -> "10:00:00 06/11/2026", the time in Viet Nam. */
const timeText = (instant: string): string =>
  new Date(instant).toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour12: false });

const row = ({ id, receivedAt, to, subject }: KeptMail): string =>
  `<tr><td>${escapeHtml(timeText(receivedAt))}</td><td>${escapeHtml(to.join(', '))}</td><td><a href="/mails/${id}">${escapeHtml(subject)}</a></td></tr>`;

export const listPage = (mails: readonly KeptMail[]): string =>
  page(
    'Mail of An Sinh',
    `<h1>Mail of An Sinh</h1>\n<p>What the platform sent by e-mail, newest first; nothing of it left this machine.</p>\n<table>\n<tr><th>Sent</th><th>To</th><th>Subject</th></tr>\n${mails.map(row).join('\n')}\n</table>`,
  );

export const mailPage = ({ id, receivedAt, from, to, subject, text }: KeptMail): string =>
  page(
    subject,
    `<p><a href="/">All mail</a> · <a href="/mails/${id}/raw">as it was sent</a></p>\n<h1>${escapeHtml(subject)}</h1>\n<p>${escapeHtml(from)} → ${escapeHtml(to.join(', '))}, ${escapeHtml(timeText(receivedAt))}</p>\n<pre>${escapeHtml(text)}</pre>`,
  );
