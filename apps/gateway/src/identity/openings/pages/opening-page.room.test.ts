import {
  addAccount,
  codeAt,
  drawCodes,
  type IdentityRoom,
  PASSWORD,
  startIdentityRoom,
} from '../../../../testing/identity-room';
import { signIn } from '../../sign-ins/sign-in.commands';

const NOW = '2026-10-05T08:30:00+07:00';
const LATER = '2026-10-05T08:31:00+07:00';

/** The fields of the form of a page, as a browser would send them. */
const fieldsOf = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [
      name,
      value.replaceAll('&amp;', '&'),
    ]),
  );

describe('the pages on which an account is opened', () => {
  let identity: IdentityRoom;
  beforeAll(async () => {
    identity = await startIdentityRoom();
  });
  afterAll(() => identity.room.stop());

  const post = async (path: string, fields: Record<string, string>, language = 'en') => {
    const reply = await fetch(`${identity.room.url}${path}`, {
      method: 'POST',
      headers: { 'accept-language': language },
      body: new URLSearchParams(fields),
    });
    return { status: reply.status, html: await reply.text(), headers: reply.headers };
  };

  it('lead from two codes to an account that its person can sign in to', async () => {
    const accountId = await addAccount(identity, 'lan');
    const [first, second] = await drawCodes(identity, accountId);
    const wrong = await post('/opening', { username: 'lan', first, second: first });
    expect([wrong.status, wrong.html]).toEqual([422, expect.stringContaining('These codes open no account')]);

    const chosen = await post('/opening', { username: 'Lan ', first, second });
    expect(chosen.html).toContain('Nguyễn lan');
    const fields = fieldsOf(chosen.html);
    const { secret = '' } = fields;
    expect(chosen.html.replaceAll(' ', '')).toContain(`<code>${secret}</code>`);
    const complete = (more: Record<string, string>) =>
      post('/opening/completion', {
        ...fields,
        password: PASSWORD,
        again: PASSWORD,
        code: codeAt(secret, NOW),
        ...more,
      });
    const differing = await complete({ again: 'other' });
    expect([differing.status, fieldsOf(differing.html)]).toEqual([422, fields]);
    expect((await complete({ code: '000000' })).html).toContain('This one-time code is not taken');
    expect((await complete({ password: 'short', again: 'short' })).html).toContain('This password is not taken');
    const opened = await complete({});
    expect([opened.status, opened.html]).toEqual([201, expect.stringContaining('The account is open')]);
    expect((await complete({})).html).toContain('These codes open no account');

    identity.room.clock.set(LATER);
    const code = codeAt(secret, LATER);
    expect(await signIn(identity.door, { username: 'lan', password: PASSWORD, code })).toEqual({
      accountId,
      factors: 2,
    });
  });

  it.each([` ${PASSWORD} `, `\t${PASSWORD}`, `${PASSWORD}\u00a0`])(
    'take the password %j letter by letter, as signing in does',
    async (password) => {
      identity.room.clock.set(NOW);
      const username = `blank-${password.length}-${password.codePointAt(0)}`;
      const [first, second] = await drawCodes(identity, await addAccount(identity, username));
      const fields = fieldsOf((await post('/opening', { username, first, second })).html);
      const sent = { ...fields, password, again: password, code: codeAt(fields.secret ?? '', NOW) };
      expect((await post('/opening/completion', sent)).status).toBe(201);
      identity.room.clock.set(LATER);
      const code = codeAt(fields.secret ?? '', LATER);
      expect(await signIn(identity.door, { username, password, code })).toMatchObject({ factors: 2 });
      await expect(signIn(identity.door, { username, password: password.trim(), code })).rejects.toThrow(
        'sign-in.refused',
      );
    },
  );

  it('speak Vietnamese to who does not ask for English, have no script, and are kept by nobody', async () => {
    const page = await fetch(`${identity.room.url}/opening?username=%3Cscript%3E`);
    const html = await page.text();
    expect(html).toContain('Mở tài khoản');
    expect(html).not.toContain('<script');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('cache-control')).toBe('no-store');
    const refused = await post('/opening', { username: 'ai đó', first: '', second: '' }, 'vi');
    expect(refused.html).toContain('Các mã này không mở được tài khoản nào');
  });
});
