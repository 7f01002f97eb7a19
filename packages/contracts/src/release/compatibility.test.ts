import { z } from 'zod';
import { refusalsBetween } from '../../testing/compatibility';
import { brokenPromises } from '../../testing/released-contracts';

const schemaOf = (data: z.ZodType) => z.toJSONSchema(data, { io: 'input' });

const released = z.object({
  payoutId: z.uuid(),
  amountVnd: z.string().regex(/^\d+$/),
  channel: z.enum(['bank', 'post-office']),
  note: z.string().max(50).optional(),
  paidOn: z.string().nullable(),
  lines: z.array(z.object({ place: z.int().min(1).max(9), name: z.string() })).max(5),
});
const { shape } = released;
const lineShape = shape.lines.element.shape;
const withLines = (line: z.ZodObject) => released.extend({ lines: z.array(line).max(5) });

const promisesBrokenBy = (data: z.ZodType): string[] =>
  brokenPromises({ 'PayoutPaid.v1.json': schemaOf(released) }, { 'PayoutPaid.v1.json': schemaOf(data) });

describe('a change that released consumers and stored events survive', () => {
  it.each([
    ['nothing changed', released],
    ['a text was reworded', released.extend({ channel: shape.channel.describe('How the money goes out') })],
    ['an optional field was added', released.extend({ bankBin: z.string().optional() })],
    ['a field with a default was added', released.extend({ urgent: z.boolean().default(false) })],
    [
      'an optional field is always sent and may be missing in old events',
      released.extend({ note: z.string().max(50).default('') }),
    ],
    ['an optional field was removed', released.omit({ note: true })],
    ['the fields were put in another order', z.object({ lines: shape.lines, ...released.omit({ lines: true }).shape })],
    [
      'an integer above 0 is an integer from 1',
      withLines(z.object({ ...lineShape, place: z.int().positive().max(9) })),
    ],
  ])('%s', (_change, data) => {
    expect(promisesBrokenBy(data)).toEqual([]);
  });

  it('is found by name, so that a new event or version breaks nothing', () => {
    const current = { 'PayoutPaid.v1.json': schemaOf(released), 'PayoutPaid.v2.json': schemaOf(z.object({})) };
    expect(brokenPromises({ 'PayoutPaid.v1.json': schemaOf(released) }, current)).toEqual([]);
  });
});

describe('a change that needs a new version is refused with a sentence that names the field', () => {
  it.each<[string, z.ZodType, string, string]>([
    ['a field was removed', released.omit({ amountVnd: true }), 'amountVnd', 'Keep sending the field in every event'],
    [
      'a field may now be missing',
      released.partial({ amountVnd: true }),
      'amountVnd',
      'Keep sending the field in every event',
    ],
    ['a field was retyped', released.extend({ amountVnd: z.number() }), 'amountVnd', 'Keep the type'],
    [
      'a field may now be null',
      released.extend({ amountVnd: shape.amountVnd.nullable() }),
      'amountVnd',
      'Keep the type',
    ],
    [
      'a value was added to an enumeration',
      released.extend({ channel: z.enum(['bank', 'post-office', 'agency']) }),
      'channel',
      'Keep to the values that released consumers know',
    ],
    [
      'an enumeration became free text',
      released.extend({ channel: z.string() }),
      'channel',
      'Keep to the values that released consumers know',
    ],
    [
      'a pattern was dropped',
      released.extend({ amountVnd: z.string() }),
      'amountVnd',
      'Keep the form that released consumers check',
    ],
    ['a text may be longer', released.extend({ note: z.string().max(60).optional() }), 'note', 'Keep within the range'],
    [
      'a number may be larger',
      withLines(z.object({ ...lineShape, place: z.int().min(1).max(10) })),
      'lines[].place',
      'Keep within the range',
    ],
    [
      'a list may be longer',
      released.extend({ lines: shape.lines.element.array().max(6) }),
      'lines',
      'Keep within the range',
    ],
    [
      'a field of a line was removed',
      withLines(released.shape.lines.element.omit({ name: true })),
      'lines[].name',
      'Keep sending the field',
    ],
  ])('for released consumers: %s', (_change, data, field, advice) => {
    const found = promisesBrokenBy(data).filter((text) => text.includes('a consumer of the released version'));
    expect(found).toEqual([expect.stringMatching(`^PayoutPaid v1, field "${field.replace('[]', '\\[\\]')}": `)]);
    expect(found[0]).toContain(advice);
    expect(found[0]).toContain('declare version 2 of the event');
  });

  it.each<[string, z.ZodType, string, string]>([
    [
      'a field must be there',
      released.extend({ bankBin: z.string() }),
      'bankBin',
      'Give the field a default or make it optional',
    ],
    [
      'an optional field must be there',
      released.required({ note: true }),
      'note',
      'Give the field a default or make it optional',
    ],
    [
      'a field was renamed',
      released.omit({ amountVnd: true }).extend({ sumVnd: shape.amountVnd }),
      'sumVnd',
      'Give the field a default',
    ],
    ['null is refused', released.extend({ paidOn: z.string() }), 'paidOn', 'Keep reading the type that was published'],
    [
      'a value was taken out of an enumeration',
      released.extend({ channel: z.enum(['bank']) }),
      'channel',
      'Keep accepting the values',
    ],
    [
      'free text became an enumeration',
      released.extend({ note: z.enum(['a']).optional() }),
      'note',
      'Keep accepting the values',
    ],
    [
      'a pattern was added',
      released.extend({ note: z.string().max(50).regex(/^x/).optional() }),
      'note',
      'Keep accepting the form',
    ],
    [
      'a pattern was changed',
      released.extend({ amountVnd: z.string().regex(/^[1-9]\d*$/) }),
      'amountVnd',
      'Keep accepting the form',
    ],
    [
      'a text must be shorter',
      released.extend({ note: z.string().max(40).optional() }),
      'note',
      'Keep accepting the range',
    ],
    [
      'a number must be smaller',
      withLines(z.object({ ...lineShape, place: z.int().min(1).max(8) })),
      'lines[].place',
      'Keep accepting the range',
    ],
    [
      'an unknown field is refused',
      z.strictObject(released.omit({ note: true }).shape),
      'note',
      'Keep ignoring the field',
    ],
  ])('for stored events: %s', (_change, data, field, advice) => {
    const found = promisesBrokenBy(data).filter((text) => text.includes('a new consumer reads'));
    expect(found).toEqual([expect.stringMatching(`^PayoutPaid v1, field "${field.replace('[]', '\\[\\]')}": `)]);
    expect(found[0]).toContain(advice);
    expect(found[0]).toContain('declare version 2 of the event');
  });

  it('says what was read and what comes', () => {
    expect(promisesBrokenBy(released.extend({ channel: z.enum(['bank', 'post-office', 'agency']) }))).toEqual([
      'PayoutPaid v1, field "channel": a consumer of the released version reads "bank" or "post-office", but new events bring "agency". ' +
        'Keep to the values that released consumers know, or declare version 2 of the event with its own fixture and leave v1 as it is.',
    ]);
  });

  it('for an event that moved to another topic', () => {
    const at = (topic: string) => ({
      ...schemaOf(released),
      'x-event': { type: 'ansinh.payment.PayoutPaid.v1', topic, personal: false },
    });
    expect(
      brokenPromises(
        { 'PayoutPaid.v1.json': at('payment.payouts.v1') },
        { 'PayoutPaid.v1.json': at('payment.money.v1') },
      ),
    ).toEqual([expect.stringContaining('released consumers wait on payment.payouts.v1')]);
  });

  it('for a version that is not declared any more', () => {
    expect(brokenPromises({ 'PayoutPaid.v1.json': schemaOf(released) }, {})).toEqual([
      expect.stringMatching(/^PayoutPaid v1 was released but is not declared any more\./),
    ]);
  });
});

describe('the comparison of schemas', () => {
  it('compares what names stand for, not the names', () => {
    const Amount = z.string().regex(/^\d+$/);
    const one = z.object({ amount: Amount.meta({ id: 'OldNameOfAmount' }) });
    const other = z.object({ amount: Amount.meta({ id: 'NewNameOfAmount' }).describe('What is paid') });
    expect(refusalsBetween(schemaOf(one), schemaOf(other))).toEqual([]);
    expect(refusalsBetween(schemaOf(other), schemaOf(one))).toEqual([]);
  });

  it('finds the alternative of a union that fits', () => {
    const one = z.union([z.literal(3), z.literal(6), z.literal(12)]);
    expect(refusalsBetween(schemaOf(one), schemaOf(z.literal(6)))).toEqual([]);
    expect(refusalsBetween(schemaOf(one), schemaOf(z.literal(9)))).toEqual([
      { field: '', kind: 'value', reads: '3 or 6 or 12', gets: '9' },
    ]);
    expect(refusalsBetween(schemaOf(z.number()), schemaOf(z.int()))).toEqual([]);
  });

  it('reads records by their keys and values', () => {
    const counts = z.record(z.string().regex(/^XML\d+$/), z.int());
    expect(refusalsBetween(schemaOf(counts), schemaOf(counts))).toEqual([]);
    expect(refusalsBetween(schemaOf(counts), schemaOf(z.record(z.string().regex(/^XML\d+$/), z.string())))).toEqual([
      { field: '*', kind: 'type', reads: 'integer', gets: 'string' },
    ]);
    expect(refusalsBetween(schemaOf(counts), schemaOf(z.record(z.string(), z.int())))[0]?.kind).toBe('form');
  });

  it('stops at a word of JSON Schema that it does not know', () => {
    expect(() => refusalsBetween({ type: 'string', contentMediaType: 'text/xml' }, { type: 'string' })).toThrow(
      /contentMediaType/,
    );
    expect(() => refusalsBetween({ $ref: '#/$defs/Nothing' }, {})).toThrow('#/$defs/Nothing leads nowhere');
  });
});
