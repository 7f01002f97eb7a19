import { type MailSettings, mailSettings, type Outgoing, sendMail } from '@ansinh/mail';
import { type MailServer, type MailServerOptions, newTlsIdentity, startMailServer } from '../../../testing/mail-server';
import { mailOf } from './mail.rules';

const DELIVERY = '019a2b3c-4d5e-7f60-8a9b-000000000901';
const LETTER = {
  template: 'work-due-soon.v1',
  language: 'vi',
  title: 'Việc sắp đến hạn: Báo cáo',
  text: 'Đến hết ngày 15',
} as const;
const OUTGOING: Outgoing = { ...mailOf(LETTER, undefined), id: DELIVERY, to: 'a@bv.example', language: 'vi' };
const signal = new AbortController().signal;
const identity = newTlsIdentity();

let server: MailServer;
const start = async (options: MailServerOptions = {}): Promise<void> => {
  server = await startMailServer(options);
};
afterEach(() => server.stop());

type Way = {
  readonly scheme?: 'smtp' | 'smtps';
  readonly login?: string;
  readonly query?: string;
  readonly ca?: string;
};
const settingsOf = ({ scheme = 'smtp', login = '', query = '', ca }: Way = {}): MailSettings => {
  const settings = mailSettings({
    SMTP_URL: `${scheme}://${login}127.0.0.1:${server.port}${query}`,
    MAIL_FROM: 'khong-tra-loi@bhxh.example',
    SMTP_CA: ca,
  });
  if (settings === undefined) throw new Error('there is a server');
  return settings;
};
const send = (way: Way = {}, outgoing: Outgoing = OUTGOING) => sendMail(settingsOf(way), outgoing, signal);
const CLEAR = { query: '?tls=none' };

describe('a mail', () => {
  beforeEach(() => start());

  it('arrives with its words in Vietnamese, as text and as HTML', async () => {
    expect(await send(CLEAR)).toBeUndefined();
    expect(server.mails).toHaveLength(1);
    const [received] = server.mails;
    expect(received).toMatchObject({ from: 'khong-tra-loi@bhxh.example', to: ['a@bv.example'] });
    expect(received?.mail).toMatchObject({
      subject: 'Việc sắp đến hạn: Báo cáo',
      from: { name: 'Cơ quan bảo hiểm xã hội', address: 'khong-tra-loi@bhxh.example' },
      to: [{ address: 'a@bv.example' }],
      messageId: `<${DELIVERY}@bhxh.example>`,
    });
    expect(received?.mail.text).toContain('Đến hết ngày 15');
    expect(received?.mail.html).toContain('<p>Đến hết ngày 15</p>');
  });

  it('says that no machine shall answer it', async () => {
    await send(CLEAR);
    expect(server.mails[0]?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/im);
  });

  it('that is sent a second time is known by its Message-ID', async () => {
    await send(CLEAR);
    await send(CLEAR);
    expect(new Set(server.mails.map(({ mail }) => mail.messageId))).toEqual(new Set([`<${DELIVERY}@bhxh.example>`]));
  });

  it.each(['\r\nBcc: all@bv.example', '\nBcc: all@bv.example', '\r\n\r\nA body', '\u2028Bcc: all@bv.example'])(
    'has no header and no receiver more, whatever its title brings along: %j',
    async (ending) => {
      const letter = { ...LETTER, title: `Việc${ending}` };
      await send(CLEAR, { ...OUTGOING, ...mailOf(letter, undefined) });
      const [received] = server.mails;
      expect(received?.to).toEqual(['a@bv.example']);
      expect(received?.mail.headers.filter(({ key }) => key === 'bcc')).toEqual([]);
      expect(received?.mail.subject).toMatch(/^Việc /);
      expect(received?.mail.text).toContain('Đến hết ngày 15');
    },
  );

  it('that the server refuses for good is not to be sent again; what it says of the address is not told', async () => {
    server.refuse({ at: 'RCPT TO', code: 550, text: '5.1.1 <a@bv.example> nobody here', times: 1 });
    expect(await send(CLEAR)).toEqual({ error: '550 5.1.1 at RCPT TO', isPermanent: true });
    server.refuse({ at: 'DATA', code: 554, text: 'no', times: 1 });
    expect(await send(CLEAR)).toEqual({ error: '554 at DATA', isPermanent: true });
    expect(server.mails).toEqual([]);
  });

  it.each([
    ['the receiver has to wait', { at: 'RCPT TO', code: 451 }, '451 at RCPT TO'],
    ['the server has no room', { at: 'DATA', code: 452 }, '452 at DATA'],
    ['it does not know us as sender, which is ours to mend', { at: 'MAIL FROM', code: 550 }, '550 at MAIL FROM'],
  ] as const)('is to be sent again when %s', async (_why, refusal, error) => {
    server.refuse({ ...refusal, text: 'later', times: 1 });
    expect(await send(CLEAR)).toEqual({ error, isPermanent: false });
    expect(await send(CLEAR)).toBeUndefined();
  });

  it('is to be sent again when the server is away', async () => {
    const settings = settingsOf(CLEAR);
    await server.stop();
    const fault = await sendMail(settings, OUTGOING, signal);
    expect(fault).toEqual({ error: expect.stringMatching(/^E[A-Z]+ at CONN$/), isPermanent: false });
    await start();
  });

  it('is let go of when the process ends', async () => {
    const fault = await sendMail(settingsOf(CLEAR), OUTGOING, AbortSignal.abort());
    expect(fault).toMatchObject({ isPermanent: false });
    expect(server.mails).toEqual([]);
  });
});

describe('a mail server', () => {
  const login = { user: 'bhxh', password: 'mật:khẩu' };
  const asUser = `${login.user}:${encodeURIComponent(login.password)}@`;

  it.each([
    ['starttls', 'smtp'],
    ['implicit', 'smtps'],
  ] as const)('is spoken to in secret (%s), and only then is the password told', async (tls, scheme) => {
    await start({ tls, identity, login });
    expect(await send({ scheme, login: asUser, ca: identity.cert })).toBeUndefined();
    expect(server.mails).toMatchObject([{ isSecure: true, user: 'bhxh' }]);
  });

  it('that a stranger vouches for gets nothing', async () => {
    await start({ tls: 'starttls', identity });
    expect(await send()).toMatchObject({ isPermanent: false });
    expect(server.mails).toEqual([]);
  });

  it('that does not offer TLS gets nothing, unless the settings say that it need not', async () => {
    await start();
    expect(await send()).toMatchObject({ isPermanent: false });
    expect(server.mails).toEqual([]);
    expect(await send(CLEAR)).toBeUndefined();
  });

  it('that does not know us is asked again: the mail is not at fault', async () => {
    await start({ tls: 'starttls', identity, login });
    const fault = await send({ login: 'bhxh:other@', ca: identity.cert });
    expect(fault).toEqual({ error: expect.stringMatching(/^535 at AUTH/), isPermanent: false });
  });
});
