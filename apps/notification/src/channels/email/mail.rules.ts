import type { Language } from '@ansinh/contracts/notification/api';
import escapeHtml from 'escape-html';
import type { Openness } from '../../templates/template';
import { asksOf, opennessOf } from '../../templates/templates';

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
const PRIVATE: Record<Language, string> = {
  vi: 'Để giữ kín thông tin của ông/bà, thư này không ghi nội dung.',
  en: 'To keep your data private, this e-mail does not say more.',
};
const AT_THE_PAGE: Record<Language, (inboxUrl: string) => string> = {
  vi: (inboxUrl) => `Xin xem tại: ${inboxUrl}`,
  en: (inboxUrl) => `Please read it at: ${inboxUrl}`,
};
/** Nobody is sent to an office for what asks nothing of them. */
const AT_THE_OFFICE: Record<Language, { readonly asks: string; readonly informs: string }> = {
  vi: {
    asks: 'Xin hỏi cơ quan bảo hiểm xã hội gần nhất, mang theo căn cước.',
    informs:
      'Thông báo này chỉ để ông/bà biết, ông/bà không cần làm gì. Khi có dịp đến cơ quan bảo hiểm xã hội, ông/bà có thể hỏi xem nội dung.',
  },
  en: {
    asks: 'Please ask at the nearest office of the social-insurance agency, with your identity card.',
    informs:
      'It is for your information, you need not do anything. When you are at the social-insurance agency, you may ask to see it.',
  },
};

const howToRead = ({ template, language }: Letter, inboxUrl: string | undefined): string => {
  const place =
    inboxUrl === undefined
      ? AT_THE_OFFICE[language][asksOf(template) ? 'asks' : 'informs']
      : AT_THE_PAGE[language](inboxUrl);
  return `${PRIVATE[language]} ${place}`;
};

const CLOSING: Record<Language, string> = {
  vi: 'Thư này được gửi tự động, xin không trả lời. Cơ quan bảo hiểm xã hội không bao giờ hỏi mật khẩu, mã OTP hay số thẻ ngân hàng qua thư điện tử.',
  en: 'This e-mail was sent automatically; please do not reply. The social-insurance agency never asks for passwords, one-time codes or card numbers by e-mail.',
};

/** In one line: what is written into a header must not begin another one. */
const inOneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

type Said = { readonly subject: string; readonly paragraphs: readonly string[] };

const SAID = {
  nothing: (letter, inboxUrl) => ({
    subject: NEWS[letter.language],
    paragraphs: [`${NEWS[letter.language]}.`, howToRead(letter, inboxUrl)],
  }),
  title: (letter, inboxUrl) => ({
    subject: letter.title,
    paragraphs: [`${NEWS[letter.language]}: ${letter.title}.`, howToRead(letter, inboxUrl)],
  }),
  // A list has a line for each of its things.
  text: ({ title, text }) => ({ subject: title, paragraphs: text.split('\n') }),
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
