import fc from 'fast-check';
import { z } from 'zod';
import { refusalsBetween } from '../../testing/compatibility';
import { BENEFICIARY_KINDS, BENEFIT_KINDS, PAYOUT_CHANNELS, PAYOUT_KINDS } from '../payment/kinds';
import { type KindList, kindsOf, knownKind, openKind } from './open-kind';

const LIST = { pension: { vi: 'lương hưu', en: 'pension' } } as const;
const MORE = { ...LIST, jubilee: { vi: 'mừng thọ', en: 'jubilee gift' } } as const;
const ANY = openKind('OpenKindOfATest', LIST);
const schemaOf = (list: KindList) => z.toJSONSchema(z.object({ kind: openKind('Kind', list) }), { io: 'input' });

describe('an open kind', () => {
  it('reads every word of its form, known or not, and no other text', () => {
    for (const word of ['pension', 'jubilee', 'x', 'a-2', `a${'b'.repeat(39)}`]) expect(ANY.parse(word)).toBe(word);
    for (const text of ['', 'Pension', '2nd', '-a', 'lương hưu', 'a b', `a${'b'.repeat(40)}`, 'pension\n'])
      expect(ANY.safeParse(text).success).toBe(false);
  });

  it('documents what is known today', () => {
    expect(schemaOf(MORE)).toMatchObject({
      properties: { kind: { $ref: '#/$defs/Kind' } },
      $defs: {
        Kind: {
          type: 'string',
          'x-known-values': ['pension', 'jubilee'],
          description: expect.stringContaining('`jubilee` (jubilee gift)'),
        },
      },
    });
  });

  it('with another list is compatible both ways', () => {
    expect(refusalsBetween(schemaOf(LIST), schemaOf(MORE))).toEqual([]);
    expect(refusalsBetween(schemaOf(MORE), schemaOf(LIST))).toEqual([]);
  });

  it('is told apart from the words of every object', () => {
    fc.assert(
      fc.property(fc.constantFrom('constructor', 'toString', 'hasOwnProperty', '__proto__', 'jubilee'), (word) => {
        expect(knownKind(LIST, word)).toBeUndefined();
      }),
    );
    expect(knownKind(MORE, 'jubilee')).toBe('jubilee');
    expect(kindsOf(MORE)).toEqual(['pension', 'jubilee']);
    expect(() => kindsOf({})).toThrow('at least one');
  });
});

describe('the kinds of payment', () => {
  it.each(Object.entries({ BENEFIT_KINDS, PAYOUT_KINDS, PAYOUT_CHANNELS, BENEFICIARY_KINDS }))(
    '%s have names for a sentence in both languages',
    (_name, list) => {
      for (const [word, { vi, en }] of Object.entries(list)) {
        expect(ANY.safeParse(word).success).toBe(true);
        for (const name of [vi, en]) expect(name).toMatch(/^\p{Ll}[^.]*[^. ]$/u);
      }
    },
  );

  it('pay every benefit as a payout kind of the same word', () => {
    expect(Object.keys(PAYOUT_KINDS)).toEqual(expect.arrayContaining(Object.keys(BENEFIT_KINDS)));
  });
});
