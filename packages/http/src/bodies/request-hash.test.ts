import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { requestHashes } from './request-hash';

const hashesOf = (text: string, form: 'json' | 'bytes' = 'json', path = '/v1/things') =>
  requestHashes({ method: 'POST', path, rawBytes: Buffer.from(text) }, form);
const sameAs = (one: string, other: string): boolean => hashesOf(one).canonical === hashesOf(other).canonical;

/** As JSON brings it: there is no -0. */
const parsed = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Another way to write the same JSON: members the other way round, blanks in between. */
const rewritten = (value: unknown): string => {
  if (Array.isArray(value)) return `[ ${value.map(rewritten).join(' , ')} ]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).reverse();
  return `{ ${members.map(([name, member]) => `${JSON.stringify(name)} : ${rewritten(member)}`).join(' , ')} }`;
};

describe('the same request', () => {
  it.each([
    ['members in another order', '{"a":1,"b":{"c":"x","d":[1,2]}}', '{"b":{"d":[1,2],"c":"x"},"a":1}'],
    ['blanks and line ends', '{"a":[1,"x"]}', ' {\n "a" : [ 1 , "x" ] }\r\n'],
    ['letters escaped', '{"name":"Hằng/Nga"}', '{"name":"H\\u1eb1ng\\/Nga"}'],
  ])('may have %s', (_name, one, other) => {
    expect(sameAs(one, other)).toBe(true);
    expect(hashesOf(one).asSent).not.toBe(hashesOf(other).asSent);
  });

  it.each([
    ['another value', '{"a":1}', '{"a":2}'],
    ['items in another order', '[1,2]', '[2,1]'],
    ['a number that differs behind what JavaScript can hold', '{"a":9007199254740992}', '{"a":9007199254740993}'],
    ['a number in another form', '{"a":1}', '{"a":1.0}'],
    ['a text in place of a number', '{"a":1}', '{"a":"1"}'],
    ['a text that looks like a number inside', '{"a":1}', '{"a":"n1"}'],
    ['nothing in place of null', '{"a":null}', '{}'],
    ['an empty list in place of an empty object', '{"a":[]}', '{"a":{}}'],
  ])('has not %s', (_name, one, other) => {
    expect(sameAs(one, other)).toBe(false);
  });

  it('has the same path, and of bytes the same bytes', () => {
    expect(hashesOf('{}').canonical).not.toBe(hashesOf('{}', 'json', '/v1/others').canonical);
    const [one, other] = [hashesOf('{"a":1}', 'bytes'), hashesOf('{ "a":1}', 'bytes')];
    expect(one.canonical).toBe(one.asSent);
    expect(one.canonical).not.toBe(other.canonical);
  });

  it('is the same however it is written, and another with another value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(sameAs(JSON.stringify(one), rewritten(one))).toBe(true);
        expect(sameAs(JSON.stringify(one), rewritten(other))).toBe(isDeepStrictEqual(parsed(one), parsed(other)));
      }),
    );
  });

  it('is judged by its bytes where it goes deeper than can be followed, and never fails', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const { canonical, asSent } = hashesOf(deep);
    expect(canonical).toBe(asSent);
    expect(hashesOf('"\\ud800"').canonical).toMatch(/^[0-9a-f]{64}$/);
  });
});
