import fc from 'fast-check';
import { jsonFault } from './json-form';

const LIMITS = { values: 1_000, depth: 20 };
const faultOf = (text: string) => jsonFault(Buffer.from(text), LIMITS)?.beyond;

/** Counted by what the parser made of it, so apart from how it is counted before. */
const measured = (value: unknown): { values: number; depth: number } => {
  if (typeof value !== 'object' || value === null) return { values: 1, depth: 0 };
  const parts = Object.values(value).map(measured);
  const names = Array.isArray(value) ? 0 : parts.length;
  return {
    values: 1 + names + parts.reduce((sum, part) => sum + part.values, 0),
    depth: 1 + Math.max(0, ...parts.map((part) => part.depth)),
  };
};

describe('a text of JSON', () => {
  it('is counted as deep as it is, and never as fewer values than it has', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.boolean(), (value, isWide) => {
        const { values, depth } = measured(value);
        const bytes = Buffer.from(JSON.stringify(value, null, isWide ? 2 : 0));
        expect(jsonFault(bytes, { values: 10_000, depth })).toBeUndefined();
        if (depth > 0) expect(jsonFault(bytes, { values: 10_000, depth: depth - 1 })?.beyond).toBe('depth');
        // What is empty counts for one more.
        expect(jsonFault(bytes, { values: 2 * values, depth: 100 })).toBeUndefined();
        expect(jsonFault(bytes, { values: values - 1, depth: 100 })?.beyond).toBe('values');
      }),
    );
  });

  it.each([
    ['a million empty objects', `[${'{},'.repeat(1_000_000)}{}]`, 'values'],
    ['a million numbers', `[${'1,'.repeat(1_000_000)}1]`, 'values'],
    ['lists in lists', '['.repeat(100_000), 'depth'],
    ['objects in objects', '{"a":'.repeat(100_000), 'depth'],
    ['a text without an end', `["${'['.repeat(100_000)}`, undefined],
    ['brackets in a text', JSON.stringify({ text: `${'[{,:"\\'.repeat(10_000)}` }), undefined],
  ])('%s is looked through at once', (_what, text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });
});
