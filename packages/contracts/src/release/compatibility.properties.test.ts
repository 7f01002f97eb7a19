import fc from 'fast-check';
import { z } from 'zod';
import { refusalsBetween } from '../../testing/compatibility';

/** A schema as data, so that one description gives the zod schema and values that it accepts. */
type Shape =
  | { readonly kind: 'text'; readonly digits: boolean }
  | { readonly kind: 'count'; readonly from: number; readonly to: number }
  | { readonly kind: 'flag' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'nullable'; readonly of: Shape }
  | { readonly kind: 'list'; readonly of: Shape; readonly most: number }
  | { readonly kind: 'fields'; readonly fields: readonly Field[] };
type Presence = 'required' | 'optional' | 'default';
type Field = { readonly name: string; readonly shape: Shape; readonly presence: Presence };

const NAMES = ['amount', 'beneficiary', 'channel', 'place'];
const VALUES = ['bank', 'post-office', 'agency', 'employer'];

const leaf: fc.Arbitrary<Shape> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), digits: fc.boolean() }),
  fc.tuple(fc.nat(5), fc.nat(5)).map(([from, more]) => ({ kind: 'count' as const, from, to: from + more })),
  fc.constant({ kind: 'flag' as const }),
  fc.record({ kind: fc.constant('choice' as const), values: fc.subarray(VALUES, { minLength: 1 }) }),
);
const presence = fc.constantFrom<Presence>('required', 'optional', 'default');

const { shape: anyShape } = fc.letrec<{ shape: Shape; fields: Shape }>((tie) => ({
  shape: fc.oneof(
    { maxDepth: 3, depthSize: 'xsmall', withCrossShrink: true },
    leaf,
    tie('fields'),
    fc.record({ kind: fc.constant('nullable' as const), of: leaf }),
    fc.record({ kind: fc.constant('list' as const), of: tie('shape'), most: fc.integer({ min: 1, max: 3 }) }),
  ),
  fields: fc
    .uniqueArray(fc.record({ name: fc.constantFrom(...NAMES), shape: tie('shape'), presence }), {
      selector: ({ name }) => name,
    })
    .map((fields) => ({ kind: 'fields' as const, fields })),
}));

const valuesOf = (shape: Shape): fc.Arbitrary<unknown> => {
  switch (shape.kind) {
    case 'text':
      return fc.stringMatching(shape.digits ? /^\d+$/ : /^[a-z0-9]*$/);
    case 'count':
      return fc.integer({ min: shape.from, max: shape.to });
    case 'flag':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...shape.values);
    case 'nullable':
      return fc.option(valuesOf(shape.of));
    case 'list':
      return fc.array(valuesOf(shape.of), { maxLength: shape.most });
    case 'fields': {
      const model = Object.fromEntries(shape.fields.map(({ name, shape: of }) => [name, valuesOf(of)]));
      return fc.record(model, {
        requiredKeys: shape.fields.filter((field) => field.presence === 'required').map(({ name }) => name),
      });
    }
  }
};

const firstValueOf = (shape: Shape): unknown => fc.sample(valuesOf(shape), { numRuns: 1, seed: 1 })[0];

const zodOf = (shape: Shape): z.ZodType => {
  switch (shape.kind) {
    case 'text':
      return shape.digits ? z.string().regex(/^\d+$/) : z.string();
    case 'count':
      return z.int().min(shape.from).max(shape.to);
    case 'flag':
      return z.boolean();
    case 'choice':
      return z.enum(shape.values);
    case 'nullable':
      return zodOf(shape.of).nullable();
    case 'list':
      return z.array(zodOf(shape.of)).max(shape.most);
    case 'fields':
      return z.object(Object.fromEntries(shape.fields.map((field) => [field.name, fieldOf(field)])));
  }
};

const fieldOf = ({ shape, presence: how }: Field): z.ZodType => {
  const type = zodOf(shape);
  if (how === 'required') return type;
  return how === 'optional' ? type.optional() : type.default(firstValueOf(shape));
};

const schemaOf = (shape: Shape) => z.toJSONSchema(zodOf(shape), { io: 'input' });
const refusals = (reader: Shape, writer: Shape) => refusalsBetween(schemaOf(reader), schemaOf(writer));

/** Another shape that often differs in one place only, so that many pairs are compatible. */
const changed = (shape: Shape): fc.Arbitrary<Shape> => {
  const same = fc.constant(shape);
  switch (shape.kind) {
    case 'nullable':
      return fc.oneof(
        same,
        fc.constant(shape.of),
        changed(shape.of).map((of) => ({ ...shape, of })),
      );
    case 'list':
      return fc.oneof(
        fc.integer({ min: 1, max: 4 }).map((most) => ({ ...shape, most })),
        changed(shape.of).map((of) => ({ ...shape, of })),
      );
    case 'fields':
      return fc
        .tuple(
          ...shape.fields.map((field) =>
            fc.oneof(
              { weight: 3, arbitrary: fc.constant<Field | undefined>(field) },
              { weight: 1, arbitrary: fc.constant(undefined) },
              { weight: 1, arbitrary: presence.map((how) => ({ ...field, presence: how })) },
              { weight: 2, arbitrary: changed(field.shape).map((of) => ({ ...field, shape: of })) },
            ),
          ),
        )
        .map((fields) => ({ kind: 'fields', fields: fields.filter((field) => field !== undefined) }));
    default:
      return fc.oneof(same, leaf, fc.constant({ kind: 'nullable' as const, of: shape }));
  }
};

const pair = anyShape.chain((released) => fc.tuple(fc.constant(released), changed(released)));

/** A place in a larger event: the part that changes, wrapped, and the path that must be named. */
type Place = { readonly path: string; readonly around: (inner: Shape) => Shape };
const place: fc.Arbitrary<Place> = fc
  .array(fc.constantFrom<'field' | 'list' | 'nullable'>('field', 'list', 'nullable'), { maxLength: 3 })
  .map((wraps) =>
    wraps.reduceRight<Place>(
      ({ path, around }, wrap) => {
        if (wrap === 'list')
          return { path: `[]${path}`, around: (inner) => ({ kind: 'list', of: around(inner), most: 3 }) };
        if (wrap === 'nullable') return { path, around: (inner) => ({ kind: 'nullable', of: around(inner) }) };
        const field = (shape: Shape): Field => ({ name: 'outer', shape, presence: 'required' });
        return {
          path: `.outer${path}`,
          around: (inner) => ({ kind: 'fields', fields: [field(around(inner))] }),
        };
      },
      { path: '', around: (inner) => inner },
    ),
  );

const withField = (field: Field | undefined): Shape => ({
  kind: 'fields',
  fields: [{ name: 'other', shape: { kind: 'flag' }, presence: 'required' }, ...(field === undefined ? [] : [field])],
});
const planted = (shape: Shape, how: Presence = 'required'): Field => ({ name: 'planted', shape, presence: how });
const text: Shape = { kind: 'text', digits: false };
const digits: Shape = { kind: 'text', digits: true };

/** The first consumer refuses what the second producer may send. */
const BREAKS: readonly (readonly [string, reader: Field | undefined, writer: Field | undefined])[] = [
  ['a missing field', planted(text), undefined],
  ['a field that is sometimes missing', planted(text), planted(text, 'optional')],
  ['another type', planted(text), planted({ kind: 'flag' })],
  ['null', planted(text), planted({ kind: 'nullable', of: text })],
  ['an unknown value', planted({ kind: 'choice', values: ['a'] }), planted({ kind: 'choice', values: ['a', 'b'] })],
  ['free text for a choice', planted({ kind: 'choice', values: ['a'] }), planted(text)],
  ['another form', planted(digits), planted(text)],
  ['a larger number', planted({ kind: 'count', from: 0, to: 8 }), planted({ kind: 'count', from: 0, to: 9 })],
  ['a smaller number', planted({ kind: 'count', from: 1, to: 9 }), planted({ kind: 'count', from: 0, to: 9 })],
  ['a longer list', planted({ kind: 'list', of: text, most: 2 }), planted({ kind: 'list', of: text, most: 3 })],
];

describe('the comparison of any two schemas', () => {
  it('finds nothing between a schema and itself', () => {
    fc.assert(fc.property(anyShape, (shape) => expect(refusals(shape, shape)).toEqual([])));
  });

  it('promises nothing that a reader does not keep: what passes it can be read', () => {
    let compatible = 0;
    fc.assert(
      fc.property(
        pair.chain(([reader, writer]) => fc.tuple(fc.constant(reader), fc.constant(writer), valuesOf(writer))),
        ([reader, writer, value]) => {
          if (refusals(reader, writer).length > 0) return;
          compatible += 1;
          const sent: unknown = JSON.parse(JSON.stringify(zodOf(writer).parse(value)));
          expect(zodOf(reader).safeParse(sent).success).toBe(true);
        },
      ),
      { numRuns: 400 },
    );
    expect(compatible).toBeGreaterThan(80);
  });

  it('accepts a new field that may be missing, at any place', () => {
    fc.assert(
      fc.property(place, anyShape, fc.constantFrom<Presence>('optional', 'default'), ({ around }, shape, how) => {
        const [before, after] = [around(withField(undefined)), around(withField(planted(shape, how)))];
        expect([...refusals(before, after), ...refusals(after, before)]).toEqual([]);
      }),
    );
  });

  it.each(BREAKS)('names the field that brings %s, at any place', (_what, reader, writer) => {
    fc.assert(
      fc.property(place, ({ path, around }) => {
        const found = refusals(around(withField(reader)), around(withField(writer)));
        const named = found.map(({ field }) => field.replace(/\[\]$/, ''));
        expect(new Set(named)).toEqual(new Set([`${path}.planted`.replace(/^\./, '')]));
      }),
    );
  });
});
