import { ChangeContact } from '@ansinh/contracts/notification/api';
import { MESSAGE_CHANNELS } from '@ansinh/contracts/notification/kinds';
import { kindsOf } from '@ansinh/contracts/wire/open-kind';
import fc from 'fast-check';
import { addressBy, type Choice, contactOf, registeredAddresses, usableAddress } from './contact.rules';

const changedAt = new Date('2026-10-05T01:30:00Z');
const choiceOf = (changes: Partial<Choice>): Choice => ({
  channel: 'email',
  address: 'moi@mau.example',
  language: 'en',
  changedAt,
  verifiedAt: null,
  ...changes,
});
const mailAddressOf = (email: string): string | undefined =>
  usableAddress('email', addressBy('email', contactOf({ email }, [])));

describe('what the register knows of a person', () => {
  it('is an address for each channel that it has one for', () => {
    expect(registeredAddresses({ email: 'mau@mau.example' })).toEqual({ email: 'mau@mau.example' });
    expect(registeredAddresses({ email: null })).toEqual({});
  });
});

describe('a contact', () => {
  it('is as it was registered, in Vietnamese, until somebody chooses', () => {
    expect(addressBy('email', contactOf({ email: 'mau@mau.example' }, []))).toEqual({
      channel: 'email',
      address: 'mau@mau.example',
      language: 'vi',
      verifiedAt: null,
      changedAt: null,
    });
    expect(mailAddressOf('mau@mau.example')).toBe('mau@mau.example');
  });

  it('is what was chosen, also when nothing is to come', () => {
    const contact = contactOf({ email: 'mau@mau.example' }, [choiceOf({ address: null })]);
    const reached = addressBy('email', contact);
    expect(reached).toMatchObject({ address: null, language: 'en', changedAt: '2026-10-05T01:30:00.000Z' });
    expect(usableAddress('email', reached)).toBeUndefined();
  });

  it('has one address for each channel, whatever was registered or chosen for those that nobody knows yet', () => {
    const contact = contactOf({ pigeon: 'loft 7' }, [choiceOf({ channel: 'pigeon' }), choiceOf({})]);
    expect(contact.addresses.map(({ channel }) => channel)).toEqual(kindsOf(MESSAGE_CHANNELS));
    expect(addressBy('email', contact).address).toBe('moi@mau.example');
    expect(addressBy('email', { addresses: [] })).toMatchObject({ channel: 'email', address: null, language: 'vi' });
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
    expect(mailAddressOf(email)).toBeUndefined();
  });

  it('never leads to an address that could end the line of a header, or name a second receiver', () => {
    const texts = fc.oneof(fc.emailAddress(), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
    const sewn = fc.tuple(texts, fc.constantFrom('', '\r\n', ', ', ';', '\0'), texts).map((parts) => parts.join(''));
    fc.assert(
      fc.property(sewn, (email) => {
        const address = mailAddressOf(email);
        expect(address ?? 'none@mau.example').toMatch(/^[!-~]+@[!-~]+$/);
        expect(address ?? '').not.toMatch(/[,;<>"]/);
      }),
    );
  });
});

describe('a change of a contact', () => {
  const mail = { channel: 'email', address: 'moi@mau.example', language: 'vi' };

  it.each([
    ['no channel', []],
    ['a channel twice', [mail, { ...mail, address: null }]],
    ['a channel that is not known here', [{ ...mail, channel: 'pigeon' }]],
    ['the inbox, which needs no address', [{ ...mail, channel: 'inbox' }]],
  ])('with %s is none', (_what, addresses) => {
    expect(ChangeContact.safeParse({ addresses }).success).toBe(false);
    expect(ChangeContact.safeParse({ addresses: [mail] }).success).toBe(true);
  });
});
