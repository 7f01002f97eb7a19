import { once } from 'node:events';
import { connect } from 'node:net';
import { type Mailbox, startMailbox } from './mailbox';
import { createMails } from './mails';
import { listPage, mailPage } from './page';

let mailbox: Mailbox;
beforeEach(async () => {
  mailbox = await startMailbox({ smtpPort: 0, pagePort: 0, host: '127.0.0.1' });
});
afterEach(() => mailbox.stop());

/** One mail by SMTP, line by line; resolves with the last answer of the server. */
const send = async (raw: string, to = 'mau@mau.example'): Promise<string> => {
  const socket = connect(mailbox.smtpPort, '127.0.0.1').setEncoding('utf8');
  const lines = ['EHLO test', 'MAIL FROM:<bhxh@bhxh.example>', `RCPT TO:<${to}>`, 'DATA', `${raw}\r\n.`];
  let said = '';
  for (const line of lines) {
    [said] = await once(socket, 'data');
    // The greeting of EHLO may come in parts: its last line has no hyphen.
    while (!/^\d{3} /m.test(said)) said += (await once(socket, 'data'))[0];
    socket.write(`${line}\r\n`);
  }
  [said] = await once(socket, 'data');
  socket.end('QUIT\r\n');
  await once(socket, 'close');
  return said;
};

const RAW = [
  'From: bhxh@bhxh.example',
  'To: mau@mau.example',
  'Subject: =?UTF-8?Q?L=C6=B0=C6=A1ng_h=C6=B0u?=',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: 8bit',
  '',
  'Ông/bà có thông báo mới.',
].join('\r\n');

describe('the mailbox', () => {
  it('takes a mail and shows it, decoded and as it was sent', async () => {
    expect(await send(RAW)).toMatch(/^250 /);
    const list = await (await fetch(`${mailbox.pageUrl}/mails`)).json();
    expect(list).toMatchObject({
      received: 1,
      mails: [{ id: 1, from: 'bhxh@bhxh.example', to: ['mau@mau.example'], subject: 'Lương hưu' }],
    });
    expect(await (await fetch(mailbox.pageUrl)).text()).toContain('<a href="/mails/1">Lương hưu</a>');
    expect(await (await fetch(`${mailbox.pageUrl}/mails/1`)).text()).toContain('Ông/bà có thông báo mới.');
    expect(await (await fetch(`${mailbox.pageUrl}/mails/1/raw`)).text()).toContain('Subject: =?UTF-8?Q?L');
  });

  it.each(['/mails/2', '/mails/../../etc/passwd', '/mails/x', '/other'])('has nothing at %s', async (path) => {
    expect((await fetch(`${mailbox.pageUrl}${path}`)).status).toBe(404);
  });

  it('lets no mail do anything in the browser that shows it', async () => {
    const response = await fetch(mailbox.pageUrl);
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'unsafe-inline'");
    const mail = {
      id: 1,
      receivedAt: '2026-11-06T03:00:00.000Z',
      from: '"><script>',
      to: ['<b>'],
      subject: '<script>alert(1)</script>',
      text: '</pre><script>alert(1)</script>',
      raw: '',
    };
    for (const page of [listPage([mail]), mailPage(mail)]) expect(page).not.toMatch(/<script|<b>/);
    expect(listPage([mail])).toContain('10:00:00');
  });

  it('speaks Vietnamese as its language says, and fits a telephone, by day and by night', () => {
    const mail = {
      id: 1,
      receivedAt: '2026-11-06T03:00:00.000Z',
      from: 'bhxh@bhxh.example',
      to: ['mau@mau.example'],
      subject: 'Lương hưu',
      text: 'Ông/bà có thông báo mới.',
      raw: '',
    };
    for (const page of [listPage([mail]), mailPage(mail)]) {
      expect(page).toContain('<html lang="vi">');
      expect(page).toContain('<meta name="viewport" content="width=device-width,initial-scale=1">');
      expect(page).toMatch(/color-scheme:light dark/);
      expect(page).toMatch(/@media \(max-width:/);
      const words = page.replace(/<style>[\s\S]*<\/style>/, '').replace(/<[^>]+>/g, ' ');
      expect(words).not.toMatch(/\b(?:mail|sent|subject|what|the|as|to)\b/i);
    }
    expect(listPage([mail])).toContain('<th>Gửi lúc</th><th>Người nhận</th><th>Tiêu đề</th>');
  });

  it('refuses what is no mail of ours by its size', async () => {
    const body = `${RAW}\r\n${'x'.repeat(70)}`.padEnd(1_100_000, `\r\n${'x'.repeat(70)}`);
    expect(await send(body)).toMatch(/^552 /);
  });

  it('forgets the oldest of more than five hundred', async () => {
    const mails = createMails(() => new Date('2026-11-06T03:00:00Z'));
    for (let count = 0; count < 501; count += 1) await mails.keep(RAW, { from: 'a@b.example', to: ['c@d.example'] });
    expect(mails.list()).toHaveLength(500);
    expect([mails.received(), mails.find(1), mails.find(501)?.subject]).toEqual([501, undefined, 'Lương hưu']);
  });
});
