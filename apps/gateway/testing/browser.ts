/** A cookie as RFC 6265 keeps it: of one host, for the paths below one. */
type Cookie = { readonly value: string; readonly path: string; readonly attributes: string };

export type Page = { readonly address: URL; readonly status: number; readonly headers: Headers; readonly text: string };

export type Browser = {
  readonly cookies: ReadonlyMap<string, Cookie>;
  readonly setCookie: (name: string, value: string) => void;
  /** One request; redirects are not followed. */
  readonly ask: (address: string | URL, init?: RequestInit) => Promise<Page>;
  /** Follows redirects while they stay here. What leads elsewhere is the last page, with its address. */
  readonly go: (address: string | URL, init?: RequestInit) => Promise<Page>;
  /** Sends the form of a page, as a button of it does. */
  readonly submit: (page: Page, fields: Readonly<Record<string, string>>) => Promise<Page>;
};

const isBelow = (path: string, cookie: Cookie): boolean =>
  path === cookie.path || path.startsWith(cookie.path.endsWith('/') ? cookie.path : `${cookie.path}/`);

const REDIRECTS_MOST = 10;

const hiddenFieldsOf = ({ text }: Page): [string, string][] =>
  [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);

/** A browser without a script: cookies, forms and redirects. `publicUrl` is the address that it thinks to be at. */
export const openBrowser = (url: string, publicUrl: string): Browser => {
  const cookies = new Map<string, Cookie>();
  const keep = (line: string): void => {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(name.length + 1);
    const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/';
    const expires = attributes.find((one) => /^expires=/i.test(one))?.slice(8);
    if (value === '' || (expires !== undefined && Date.parse(expires) < Date.now())) cookies.delete(name);
    else cookies.set(name, { value, path, attributes: attributes.join('; ').toLowerCase() });
  };
  const ask = async (address: string | URL, init: RequestInit = {}): Promise<Page> => {
    const at = new URL(address, publicUrl);
    const sent = [...cookies].filter(([, cookie]) => isBelow(at.pathname, cookie));
    const headers = new Headers(init.headers);
    if (sent.length > 0 && !headers.has('cookie'))
      headers.set('cookie', sent.map(([name, { value }]) => `${name}=${value}`).join('; '));
    const reply = await fetch(`${url}${at.pathname}${at.search}`, { ...init, headers, redirect: 'manual' });
    for (const line of reply.headers.getSetCookie()) keep(line);
    return { address: at, status: reply.status, headers: reply.headers, text: await reply.text() };
  };
  const go = async (address: string | URL, init: RequestInit = {}): Promise<Page> => {
    let page = await ask(address, init);
    for (let count = 0; count < REDIRECTS_MOST; count += 1) {
      const location = page.headers.get('location');
      if (location === null) return page;
      const next = new URL(location, publicUrl);
      if (next.origin !== new URL(publicUrl).origin) return { ...page, address: next };
      page = await ask(next);
    }
    throw new Error(`the browser was sent round and round at ${page.address}`);
  };
  return {
    cookies,
    setCookie: (name, value) => cookies.set(name, { value, path: '/', attributes: '' }),
    ask,
    go,
    submit: (page, fields) => {
      const [, action = ''] = /<form[^>]* action="([^"]+)"/.exec(page.text) ?? [];
      const body = new URLSearchParams([...hiddenFieldsOf(page), ...Object.entries(fields)]);
      return go(new URL(action, page.address), { method: 'POST', body });
    },
  };
};
