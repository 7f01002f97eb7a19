import type { Language } from '@ansinh/contracts/notification/api';
import escapeHtml from 'escape-html';
import type { Openness } from '../../templates/template';
import { opennessOf } from '../../templates/templates';

/** A message as it was posted, in the language of its recipient. */
export type Letter = {
  readonly template: string;
  readonly language: Language;
  readonly title: string;
  readonly text: string;
};

export type Mail = { readonly subject: string; readonly text: string; readonly html: string };

const NEWS: Record<Language, string> = {
  vi: 'Ông/bà có thông báo mới của cơ quan bảo hiểm xã hội',
  en: 'You have a new message from the social-insurance agency',
};

/** E-mail can be read by others on its way, and over a shoulder: it says who has the rest. */
const HOW_TO_READ: Record<Language, (inboxUrl: string | undefined) => string> = {
  vi: (inboxUrl) =>
    `Để giữ kín thông tin của ông/bà, thư này không ghi nội dung. ${inboxUrl === undefined ? 'Xin hỏi cơ quan bảo hiểm xã hội gần nhất, mang theo căn cước.' : `Xin xem tại: ${inboxUrl}`}`,
  en: (inboxUrl) =>
    `To keep your data private, this e-mail does not say more. ${inboxUrl === undefined ? 'Please ask at the nearest office of the social-insurance agency, with your identity card.' : `Please read it at: ${inboxUrl}`}`,
};

const CLOSING: Record<Language, string> = {
  vi: 'Thư này được gửi tự động, xin không trả lời. Cơ quan bảo hiểm xã hội không bao giờ hỏi mật khẩu, mã OTP hay số thẻ ngân hàng qua thư điện tử.',
  en: 'This e-mail was sent automatically; please do not reply. The social-insurance agency never asks for passwords, one-time codes or card numbers by e-mail.',
};

/** In one line: what is written into a header must not begin another one. */
const inOneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

type Said = { readonly subject: string; readonly paragraphs: readonly string[] };

const SAID = {
  nothing: ({ language }, inboxUrl) => ({
    subject: NEWS[language],
    paragraphs: [`${NEWS[language]}.`, HOW_TO_READ[language](inboxUrl)],
  }),
  title: ({ language, title }, inboxUrl) => ({
    subject: title,
    paragraphs: [`${NEWS[language]}: ${title}.`, HOW_TO_READ[language](inboxUrl)],
  }),
  text: ({ title, text }) => ({ subject: title, paragraphs: [text] }),
} as const satisfies Record<Openness, (letter: Letter, inboxUrl: string | undefined) => Said>;

/** What goes out of a message, as its template allows: text, and the same as simple HTML. */
export const mailOf = (letter: Letter, inboxUrl: string | undefined): Mail => {
  const { subject, paragraphs } = SAID[opennessOf(letter.template)](letter, inboxUrl);
  const said = [...paragraphs, CLOSING[letter.language]].map(inOneLine);
  const body = said.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('\n');
  return {
    subject: inOneLine(subject),
    text: `${said.join('\n\n')}\n`,
    html: `<!DOCTYPE html>\n<html lang="${letter.language}">\n<head><meta charset="utf-8"><title>${escapeHtml(inOneLine(subject))}</title></head>\n<body>\n${body}\n</body>\n</html>\n`,
  };
};
