import { z } from 'zod';
import { lackingExamples } from '../../testing/fields';
import { eventOfFixture } from '../../testing/fixtures';

describe('a field that is added to a released version', () => {
  const released = { amountVnd: '1' };
  const Data = z.object({
    amountVnd: z.string(),
    note: z.string().optional(),
    payee: z.object({ name: z.string().optional() }).optional(),
    lines: z.array(z.object({ place: z.string().nullable() })).optional(),
  });
  const lacking = (...examples: readonly unknown[]) => lackingExamples(z.toJSONSchema(Data, { io: 'input' }), examples);

  it('wants an example with it, beside those of before that have none', () => {
    expect(lacking(released)).toEqual([
      'note: value',
      'payee: value',
      'payee.name: value',
      'payee.name: nothing',
      'lines: value',
      'lines[].place: value',
      'lines[].place: null',
    ]);
    const added = [
      { ...released, note: 'by hand', payee: { name: 'Mẫu' } },
      { ...released, payee: {}, lines: [{ place: null }, { place: '66' }] },
    ];
    expect(lacking(released, ...added)).toEqual([]);
    expect(lacking(...added.map((one) => ({ ...one, note: 'by hand' })))).toEqual(['note: nothing', 'payee: nothing']);
  });

  it.each<[string, string | undefined]>([
    ['PayoutPaid.v1.golden.json', 'PayoutPaid.v1'],
    ['PayoutPaid.v1.with-note.golden.json', 'PayoutPaid.v1'],
    ['PayoutPaid.v12.golden.json', 'PayoutPaid.v12'],
    ['PayoutPaid.golden.json', undefined],
    ['PayoutPaid.v1.With note.golden.json', undefined],
    ['PayoutPaid.v1.json', undefined],
  ])('has its example in a file of its own: %s belongs to %s', (file, event) => {
    expect(eventOfFixture(file)).toBe(event);
  });
});
