import { mailSettings } from './config';

const MAIL_FROM = 'khong-tra-loi@bhxh.example';
const serverOf = (SMTP_URL: string) => mailSettings({ SMTP_URL, MAIL_FROM })?.server;

describe('the settings of e-mail', () => {
  it('are none without a server: nothing is sent', () => {
    expect(mailSettings({})).toBeUndefined();
    expect(mailSettings({ SMTP_URL: '', MAIL_FROM })).toBeUndefined();
  });

  it('ask for TLS unless they say otherwise', () => {
    expect(serverOf('smtp://mail.example')).toEqual({
      host: 'mail.example',
      port: 587,
      tls: 'starttls',
      login: undefined,
    });
    expect(serverOf('smtps://mail.example')).toMatchObject({ port: 465, tls: 'implicit' });
    expect(serverOf('smtp://mail.example:25?tls=none')).toMatchObject({ port: 25, tls: 'none' });
  });

  it('have a login whose signs may be any', () => {
    expect(serverOf('smtp://bhxh:m%E1%BA%ADt%3Akh%E1%BA%A9u@mail.example')?.login).toEqual({
      user: 'bhxh',
      password: 'mật:khẩu',
    });
  });

  it.each(['http://mail.example', 'mail.example', 'smtp://', 'smtp://u:secret@mail.example?tls=perhaps'])(
    'are refused by one sentence that quotes no value: %s',
    (url) => {
      expect(() => serverOf(url)).toThrow(/^the environment is not complete: SMTP_URL: write smtp:[^\n]+$/);
      expect(() => serverOf(url)).not.toThrow('secret');
    },
  );

  it.each([undefined, 'BHXH', 'bhxh@bhxh.example\r\nBcc: all@bhxh.example'])('need a sender: %j', (from) => {
    expect(() => mailSettings({ SMTP_URL: 'smtp://mail.example', MAIL_FROM: from })).toThrow('MAIL_FROM');
  });
});
