import fc from 'fast-check';
import { maskDigits, maskJson } from './masking.rules';

const ID = '019a2b3c-4d5e-7f60-8a9b-012345678901';

describe('what an operator sees of a message', () => {
  it('keeps the structure and our own ids, and hides numbers of persons', () => {
    const data = { payoutId: ID, amountVnd: '1250000', to: [{ personalId: '066065000001', account: 970400123456 }] };
    expect(maskJson(data, 'digits')).toEqual({
      payoutId: ID,
      amountVnd: '1250000',
      to: [{ personalId: '***', account: '***' }],
    });
  });

  it('hides every value of an event that identifies a person', () => {
    expect(
      maskJson({ fullName: 'Nguyen Van A', born: 1965, insured: true, cards: ['DN4', null] }, 'all-values'),
    ).toEqual({ fullName: '***', born: '***', insured: true, cards: ['***', null] });
  });

  it('keeps a trace context, which is digits of another kind', () => {
    const traceparent = '00-00000000000000000123456789012345-0123456789012345-01';
    expect(maskDigits(traceparent)).toBe(traceparent);
    expect(maskDigits(`${traceparent} 066065000001`)).toBe(`${traceparent} ***`);
  });

  it('leaves no run of nine digits outside of ids, wherever it stands', () => {
    const number = fc.stringMatching(/^[A-Z]{0,2}\d{9,15}$/);
    const around = fc.string({ maxLength: 5 }).filter((text) => !/[0-9a-f-]/i.test(text));
    fc.assert(
      fc.property(number, around, fc.string(), (digits, edge, name) => {
        const masked = JSON.stringify(maskJson({ [`${name}${edge}${digits}`]: [`${edge}${digits}${edge}`] }, 'digits'));
        return !/\d{9,}/.test(masked);
      }),
    );
  });
});
