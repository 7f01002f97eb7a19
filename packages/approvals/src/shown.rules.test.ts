import fc from 'fast-check';
import { settled } from './shown.rules';

const SINCE = Date.parse('2026-11-30T01:00:00.000Z');
const NOW = '2026-10-05T01:30:00.000Z';
const LATER = '2026-10-06T02:00:00.000Z';

const idAt = (ms: number, tail: string): string => {
  const hex = ms.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${tail}`;
};
const runAt = (now: string, sinceMs: number) => ({ now: new Date(now), sinceMs, untilMs: sinceMs + 1_000 });
const tail = fc.integer({ min: 0, max: 0xffffffffffff }).map((one) => one.toString(16).padStart(12, '0'));

/** Without an `@`, which marks a place: "@00" would be an id and a figure, and that is none. */
const kept = fc.jsonValue({ maxDepth: 1 }).filter((value) => !JSON.stringify(value).includes('@'));

/** JSON with places for what is made. */
const { made } = fc.letrec((tie) => ({
  made: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('@0', '@1', '@2', '@now', 'payout:@0', 'a/@1/b'),
    kept,
    fc.array(tie('made'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('id', 'amountVnd', 'at', 'items'), tie('made'), { maxKeys: 4 }),
  ),
}));

const filled = (template: unknown, ids: readonly string[], now: string): unknown =>
  JSON.parse(
    JSON.stringify(template)
      .replace(/@(\d)/g, (_all, place: string) => ids[Number(place)] ?? '')
      .replace(/@now/g, now),
  );

describe('what is compared of two runs', () => {
  it('is the same whatever ids they make, and whenever they run', () => {
    fc.assert(
      fc.property(made, fc.uniqueArray(tail, { minLength: 6, maxLength: 6 }), (template, tails) => {
        const at = (ms: number, from: number) => tails.slice(from, from + 3).map((one) => idAt(ms, one));
        const first = settled(filled(template, at(SINCE + 3, 0), NOW), runAt(NOW, SINCE));
        const day = SINCE + 86_400_000;
        expect(settled(filled(template, at(day + 3, 3), LATER), runAt(LATER, day))).toEqual(first);
      }),
    );
  });

  it('is the same for a table by ids that are made', () => {
    const table = (id: string) => settled({ items: { [id]: true } }, runAt(NOW, SINCE));
    expect(table(idAt(SINCE, '000000000001'))).toEqual(table(idAt(SINCE, '000000000002')));
  });

  it('differs by an id that was there before', () => {
    const [one, other] = [idAt(SINCE - 1, '000000000001'), idAt(SINCE - 1, '000000000002')];
    expect(settled({ id: one }, runAt(NOW, SINCE))).toEqual({ id: one });
    expect(settled({ id: one }, runAt(NOW, SINCE))).not.toEqual(settled({ id: other }, runAt(NOW, SINCE)));
  });

  it('differs by which of the new ones stands where', () => {
    const [one, other] = [idAt(SINCE, '000000000001'), idAt(SINCE, '000000000002')];
    const run = runAt(NOW, SINCE);
    expect(settled({ from: one, to: other, of: one }, run)).toEqual({ from: '(new 1)', to: '(new 2)', of: '(new 1)' });
    expect(settled({ at: [NOW, '2026-10-05T08:30:00+07:00', LATER] }, run)).toEqual({ at: ['(now)', '(now)', LATER] });
  });

  it('is the same whatever is drawn from a sequence, also inside of a longer number, and differs by one that was there before', () => {
    const told = (drawn: readonly string[], known: string) =>
      settled(
        { numbers: drawn, cards: drawn.map((number) => `DN466${number}`), known: `DN466${known}` },
        { ...runAt(NOW, SINCE), drawn: new Set(drawn) },
      );
    const number = fc.integer({ min: 1_000_000_000, max: 1_999_999_999 }).map(String);
    const known = '9000000001';
    fc.assert(
      fc.property(fc.uniqueArray(number, { minLength: 6, maxLength: 6 }), (numbers) => {
        const [one, other] = [numbers.slice(0, 3), numbers.slice(3)];
        expect(told(one, known)).toEqual(told(other, known));
        expect(told(one, known)).toMatchObject({
          cards: ['DN466(new 1)', 'DN466(new 2)', 'DN466(new 3)'],
          known: `DN466${known}`,
        });
        expect(told(one, known)).not.toEqual(told(one, '9000000002'));
      }),
    );
  });
});
