import fc from 'fast-check';
import { cookieIn, isOwnRequest, localPath, renewAt, secretIn } from './console-session.rules';

const HERE = 'https://api.example.vn';
const SECRET = 'Qm3vXl0TtW8yRk5ZcBn1dPhs7JaGfEuLo9iKx2Vw4Hq';

describe('a request that comes with the cookie', () => {
  it.each([
    ['of our page', { method: 'POST', origin: HERE, fetchSite: 'same-origin' }, true],
    ['of our page, by a browser that does not say where it comes from', { method: 'POST', origin: HERE }, true],
    ['that reads, of our page', { method: 'GET', fetchSite: 'same-origin' }, true],
    ['that reads and says nothing', { method: 'GET' }, true],
    ['that changes something and says nothing', { method: 'POST' }, false],
    ['of another site', { method: 'POST', origin: 'https://evil.example', fetchSite: 'cross-site' }, false],
    ['of a neighbour', { method: 'POST', origin: 'https://evil.example.vn', fetchSite: 'same-site' }, false],
    ['of a neighbour that reads', { method: 'GET', fetchSite: 'same-site' }, false],
    ['that somebody typed in', { method: 'GET', fetchSite: 'none' }, false],
    ['of a page without an origin', { method: 'POST', origin: 'null', fetchSite: 'same-origin' }, false],
    ['of our host without TLS', { method: 'POST', origin: 'http://api.example.vn' }, false],
  ])('%s: ours is %j, %s', (_which, said, expected) => {
    expect(isOwnRequest({ origin: undefined, fetchSite: undefined, ...said }, HERE)).toBe(expected);
  });
});

describe('the cookie', () => {
  it.each([
    [`__Host-ansinh=${SECRET}`, SECRET],
    [`a=b; __Host-ansinh=${SECRET}; c=d`, SECRET],
    [`__Host-ansinh=${SECRET}; __Host-ansinh=${'x'.repeat(43)}`, undefined],
    [`ansinh=${SECRET}`, undefined],
    [`__Host-ansinh=${SECRET}x`, undefined],
    ['__Host-ansinh=', undefined],
    ['__Host-ansinh', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('in %j is %j', (header, secret) => {
    expect(secretIn(header)).toBe(secret);
  });

  it('is found by its whole name among others', () => {
    expect(cookieIn('xx=1; x=2', 'x')).toBe('2');
  });
});

describe('where it goes on', () => {
  it.each([
    ['/docs#/Clients', '/docs#/Clients'],
    ['/v1/me?x=1', '/v1/me?x=1'],
    ['//evil.example/x', '/docs'],
    ['/\\evil.example', '/docs'],
    ['https://evil.example', '/docs'],
    ['/\t/evil.example', '/docs'],
    ['/..//evil.example', '/docs'],
    ['javascript:alert(1)', '/docs'],
    ['', '/docs'],
    [undefined, '/docs'],
    [['/a', '/b'], '/docs'],
  ])('after %j is %s', (wished, path) => {
    expect(localPath(wished)).toBe(path);
  });

  it('never is anywhere else, whatever was wished', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.string().map((text) => `/${text}`),
        ),
        (wished) => {
          expect(new URL(localPath(wished), HERE).origin).toBe(HERE);
        },
      ),
    );
  });
});

describe('a token', () => {
  it('is renewed a minute before it ends', () => {
    const now = new Date('2026-10-05T08:30:00+07:00');
    expect(renewAt(now, 1_800)).toEqual(new Date('2026-10-05T08:59:00+07:00'));
    expect(renewAt(now, 30)).toEqual(now);
  });
});
