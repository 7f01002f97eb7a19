import { VALID_HOURS } from './invitation.rules';
import type { Addressed } from './invitation.views';

export type InvitationMail = { readonly subject: string; readonly text: string; readonly html: string };

/** In one line: what is written into a header must not begin another one. */
const inOneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? '');

type Invited = Pick<Addressed, 'name' | 'clientId' | 'clientName'> & {
  readonly token: string;
  readonly publicUrl: string;
};

/** What the contact of a partner is sent: how it gets the secret of its client, once. */
export const invitationMail = ({ name, clientId, clientName, token, publicUrl }: Invited): InvitationMail => {
  const command = `curl -X POST ${publicUrl}/v1/invitations/openings -H 'content-type: application/json' -d '{"token": "${token}"}'`;
  const paragraphs = [
    `Kính gửi ${inOneLine(name)},`,
    `Cơ quan bảo hiểm xã hội mời đơn vị nhận khóa truy cập của client "${inOneLine(clientName)}" (${clientId}).`,
    `Mã mời dùng một lần, trong ${VALID_HOURS} giờ: ${token}`,
    `Mở lời mời (${publicUrl}/docs, POST /v1/invitations/openings):`,
    command,
    'Câu trả lời ghi mật khẩu client một lần duy nhất; cơ quan không nhìn thấy. Đơn vị dùng khóa riêng thì gửi thêm jwks hoặc jwksUrl trong cùng yêu cầu. Nếu lời mời báo đã được mở mà không phải do đơn vị, báo ngay cho cơ quan.',
    `This code opens the access of the client ${clientId}, once, within ${VALID_HOURS} hours. The answer has its secret, which nobody at the agency sees; who signs with keys of its own adds jwks or jwksUrl. If it says that it was opened and you have not done so, tell the agency at once.`,
  ];
  const title = `Lời mời nhận khóa truy cập: ${clientId}`;
  const body = paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`).join('\n');
  return {
    subject: title,
    text: `${paragraphs.join('\n\n')}\n`,
    html: `<!DOCTYPE html>\n<html lang="vi">\n<head><meta charset="utf-8"><title>${escaped(title)}</title></head>\n<body>\n${body}\n</body>\n</html>\n`,
  };
};
