import { errorPage, PAGE_POLICY, type SignInPage, signInPage, signInPolicy, signOutPage } from './page.rules';

const HOSTILE = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`;
const PAGE: SignInPage = { language: 'vi', uid: 'u1', csrf: 'c1', clientName: 'An Sinh', username: '', providers: [] };

const TAG = /<([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/g;
const ATTRIBUTE = /([a-z-]+)(?:="([^"]*)")?/g;
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'");

/** Every element with its attributes, as a browser finds them in what we write: tags alone have `<` before a letter. */
const elementsOf = (html: string): { name: string; attributes: Record<string, string> }[] =>
  [...html.matchAll(TAG)].map(([, name = '', attributes = '']) => ({
    name,
    attributes: Object.fromEntries(
      [...attributes.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key, unescaped(value)]),
    ),
  }));

describe('the page of the sign-in', () => {
  it.each(['vi', 'en'] as const)('has a label for each field, in %s, and one script from a file', (language) => {
    const elements = elementsOf(signInPage({ ...PAGE, language }));
    const labels = elements.filter(({ name }) => name === 'label').map(({ attributes }) => attributes.for);
    const fields = elements.filter(({ name, attributes }) => name === 'input' && attributes.type !== 'hidden');
    expect(labels).toEqual(fields.map(({ attributes }) => attributes.id));
    const scripts = elements.filter(({ name }) => name === 'script');
    expect(scripts.map(({ attributes }) => attributes)).toEqual([{ src: '/sign-in/passkey.js', defer: '' }]);
    expect(elements.find(({ attributes }) => attributes.id === 'problem')?.attributes.role).toBe('alert');
    expect(elements[0]?.attributes.lang).toBe(language);
    expect(fields.map(({ attributes }) => attributes.autocomplete)).toEqual([
      'username',
      'current-password',
      'one-time-code',
    ]);
  });

  it('writes what strangers send as text', () => {
    const refusal = { title: HOSTILE, fix: HOSTILE };
    const clean = elementsOf(signInPage({ ...PAGE, refusal: { title: 'x', fix: 'x' }, username: 'x' }));
    const hostile = elementsOf(signInPage({ ...PAGE, clientName: HOSTILE, username: HOSTILE, csrf: HOSTILE, refusal }));
    expect(hostile.map(({ name }) => name)).toEqual(clean.map(({ name }) => name));
    expect(hostile.find(({ attributes }) => attributes.id === 'username')?.attributes.value).toBe(HOSTILE);
    expect(elementsOf(errorPage('en', HOSTILE)).map(({ name }) => name)).not.toContain('script');
  });

  it('asks before somebody is signed out, by the form that the server gives', () => {
    const form = '<form id="op.logoutForm" method="post" action="/oauth/sign-out/confirm"></form>';
    const buttons = elementsOf(signOutPage('vi', form)).filter(({ name }) => name === 'button');
    expect(buttons.map(({ attributes }) => [attributes.form, attributes.value])).toEqual([
      ['op.logoutForm', 'yes'],
      ['op.logoutForm', undefined],
    ]);
  });

  it.each([
    ['https://console.example/callback', "'self' https://console.example"],
    ['http://127.0.0.1:4711/callback', "'self' http://127.0.0.1:4711"],
    ['nonsense', "'self'"],
    ['javascript:alert(1)', "'self'"],
    [undefined, "'self'"],
  ])('lets its form lead to the program at %s and nowhere else', (redirectUri, allowed) => {
    const policy = signInPolicy(redirectUri);
    expect(policy).toContain(`form-action ${allowed};`);
    expect(policy).toContain("default-src 'none'; script-src 'self'; connect-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(PAGE_POLICY).not.toContain('unsafe');
  });
});
