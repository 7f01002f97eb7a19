import fc from 'fast-check';
import { contactOf, mailAddressOf } from './contact.rules';

const changedAt = new Date('2026-10-05T01:30:00Z');

describe('a contact', () => {
  it('is as it was registered, in Vietnamese, until somebody chooses', () => {
    const contact = contactOf('mau@mau.example', undefined);
    expect(contact).toEqual({ email: 'mau@mau.example', language: 'vi', verifiedAt: null, changedAt: null });
    expect(mailAddressOf(contact)).toBe('mau@mau.example');
  });

  it('is what was chosen, also when that is no e-mail at all', () => {
    const choice = { email: null, language: 'en', changedAt, verifiedAt: null } as const;
    const contact = contactOf('mau@mau.example', choice);
    expect(contact).toMatchObject({ email: null, language: 'en', changedAt: '2026-10-05T01:30:00.000Z' });
    expect(mailAddressOf(contact)).toBeUndefined();
  });

  it.each([
    '',
    'mau',
    'mau@',
    '@mau.example',
    'mau@mau.example\r\nBcc: all@mau.example',
    'mau@mau.example, other@mau.example',
    '"Mẫu" <mau@mau.example>',
    'mẫu@mau.example',
    `${'m'.repeat(65)}@mau.example`,
    `mau@${'m'.repeat(250)}.example`,
  ])('with %j has no address that mail could go to', (email) => {
    expect(mailAddressOf(contactOf(email, undefined))).toBeUndefined();
  });

  it('never leads to an address that could end the line of a header, or name a second receiver', () => {
    const texts = fc.oneof(fc.emailAddress(), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
    const sewn = fc.tuple(texts, fc.constantFrom('', '\r\n', ', ', ';', '\0'), texts).map((parts) => parts.join(''));
    fc.assert(
      fc.property(sewn, (email) => {
        const address = mailAddressOf(contactOf(email, undefined));
        expect(address ?? 'none@mau.example').toMatch(/^[!-~]+@[!-~]+$/);
        expect(address ?? '').not.toMatch(/[,;<>"]/);
      }),
    );
  });
});
