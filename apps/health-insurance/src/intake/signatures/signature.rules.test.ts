import { createSigningIdentity, signClaimFile } from '@ansinh/sample-data';
import fc from 'fast-check';
import { SignedXml } from 'xml-crypto';
import { claimFileXml, encounterTables } from '../../../testing/claims';
import { signedFiles } from '../../../testing/signed-files';
import { checkSignature } from './signature.rules';

const identity = createSigningIdentity('66001', new Date('2026-01-01T00:00:00Z'));
const unsigned = claimFileXml([encounterTables()]);
const signed = signClaimFile(unsigned, identity);
const SHA1 = 'http://www.w3.org/2000/09/xmldsig#sha1';

const reasonOf = (xml: string): string | undefined => {
  const checked = checkSignature(xml, true);
  return checked.state === 'invalid' ? checked.reason : undefined;
};

describe('the signature of a claim file', () => {
  it('is absent, or intact with the fingerprint of its certificate', () => {
    expect(checkSignature(unsigned, false)).toEqual({ state: 'absent' });
    expect(checkSignature(signed, true)).toEqual({
      state: 'intact',
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('is made anew by each version of a file, and the same one by the same file', () => {
    expect(signClaimFile(unsigned, identity)).toBe(signed);
    const other = signClaimFile(claimFileXml([encounterTables({ key: 'LK2' })]), identity);
    expect(checkSignature(other, true)).toEqual(checkSignature(signed, true));
  });

  it.each([
    ['a letter of its content', (xml: string) => xml.replace('<NOIDUNGFILE>', '<NOIDUNGFILE>A')],
    ['its facility', (xml: string) => xml.replace('<MACSKCB>66001', '<MACSKCB>66002')],
    ['a space between two elements', (xml: string) => xml.replace('<THONGTINHOSO>', ' <THONGTINHOSO>')],
  ])('is invalid after a change of %s', (_, change) => {
    expect(change(signed)).not.toBe(signed);
    expect(reasonOf(change(signed))).toContain('changed after it was signed');
  });

  it('is invalid with the certificate of another key', () => {
    const other = createSigningIdentity('66001', new Date('2026-01-01T00:00:00Z'));
    const body = ({ certificatePem }: typeof other) => certificatePem.replace(/-----[^-]+-----|\s/g, '');
    const swapped = signed.replace(body(identity), body(other));
    expect(swapped).not.toBe(signed);
    expect(reasonOf(swapped)).toContain('changed after it was signed');
  });

  it.each([
    ['two signatures', (xml: string) => xml.replace(/(<Signature .*<\/Signature>)/s, '$1$1'), 'holds 2 signatures'],
    ['no certificate', (xml: string) => xml.replace(/<KeyInfo>.*<\/KeyInfo>/s, ''), 'carries no certificate'],
    ['a part of the file alone', (xml: string) => xml.replace('URI=""', 'URI="#part"'), 'not to the whole document'],
    [
      'no reference',
      (xml: string) => xml.replace(/<Reference .*<\/Reference>/s, ''),
      'it cannot be read as an XML signature',
    ],
    [
      'SHA-1',
      (xml: string) => xml.replace('http://www.w3.org/2001/04/xmlenc#sha256', SHA1),
      'its digest is not SHA-256',
    ],
    [
      'RSA-SHA1',
      (xml: string) => xml.replace(/xmldsig-more#rsa-sha256/, 'xmldsig-more#rsa-sha512'),
      'not made by RSA-SHA256',
    ],
    [
      'text that is no signature',
      () => unsigned.replace('<CHUKYDONVI/>', '<CHUKYDONVI><A>signed</A></CHUKYDONVI>'),
      'holds 0 signatures',
    ],
  ])('is invalid with %s', (_, change, reason) => {
    expect(reasonOf(change(signed))).toContain(reason);
  });

  it('holds with further namespaces on the root, as other libraries write them', () => {
    const root = unsigned.replace('<GIAMDINHHS ', '<GIAMDINHHS xmlns:xsd="http://www.w3.org/2001/XMLSchema" ');
    expect(checkSignature(signClaimFile(root, identity), true)).toMatchObject({ state: 'intact' });
  });

  it.each([
    ['the line breaks of Windows', (xml: string) => xml.replaceAll('\n', '\r\n')],
    ['empty elements in one tag', (xml: string) => xml.replace(/<([A-Z_0-9]+)><\/\1>/g, '<$1 />')],
    ['no declaration', (xml: string) => xml.replace(/^<\?xml[^>]*\?>/, '')],
    [
      'a comment, which is not signed',
      (xml: string) => xml.replace('<THONGTINHOSO>', '<!-- HIS 4.2 --><THONGTINHOSO>'),
    ],
    ['CDATA', (xml: string) => xml.replace(/<MACSKCB>(\d+)</, '<MACSKCB><![CDATA[$1]]><')],
    ['a character by its number', (xml: string) => xml.replace('<MACSKCB>6', '<MACSKCB>&#54;')],
    ['a space in a tag', (xml: string) => xml.replace('<THONGTINHOSO>', '<THONGTINHOSO >')],
  ])('holds for the same document written with %s', (_, write) => {
    expect(checkSignature(write(signed), true)).toMatchObject({ state: 'intact' });
  });

  it('is read off the text alone where nothing stands on the root, and the library never reads the whole file', () => {
    const plain = signClaimFile(unsigned.replace(/ xmlns:xsi="[^"]*"/, ''), identity);
    const asked = jest.spyOn(SignedXml.prototype, 'checkSignature');
    for (const _ of ['a new form', 'a known one'])
      expect(checkSignature(plain, true)).toMatchObject({ state: 'intact' });
    expect(asked.mock.calls.filter(([xml]) => xml.length === plain.length)).toEqual([]);
    asked.mockRestore();
  });

  it.each([
    ['the line breaks of Java in its certificate', /(?<=X509Certificate>.{64})/, '&#13;\n'],
    ['its certificate as CDATA', /(?<=X509Certificate>)([^<]+)/, '<![CDATA[$1]]>'],
    ['a comment beside it that looks like its end', /(?<=<\/KeyInfo>)/, '<!-- </CHUKYDONVI> -->'],
  ])('holds with %s', (_, place, written) => {
    const other = signed.replace(place, written);
    expect(other).not.toBe(signed);
    expect(checkSignature(other, true)).toEqual(checkSignature(signed, true));
  });

  it('is none without its namespace, which the library knows it by', () => {
    const prefixed = signedFiles().find((xml) => xml.includes('<ds:Signature ')) ?? '';
    expect(checkSignature(prefixed, true)).toMatchObject({ state: 'intact' });
    const unbound = prefixed.replace(/ xmlns:ds="[^"]*"/, '');
    expect(checkSignature(unbound, true)).toMatchObject({ state: 'invalid' });
  });

  it('is judged as the library judges it, whatever is put into the text of the file', () => {
    const { certificatePem } = identity;
    const inText = [...signed.slice(0, signed.indexOf('<CHUKYDONVI')).matchAll(/>/g)].map(({ index }) => index + 1);
    const snippet = fc.constantFrom(
      ' ',
      '\n',
      '\r',
      '\r\n',
      '&#13;',
      'A',
      '<A/>',
      '<A></A>',
      '<!---->',
      '<![CDATA[]]>',
    );
    const byLibrary = (xml: string): boolean => {
      const checker = new SignedXml({ publicCert: certificatePem, getCertFromKeyInfo: () => null });
      checker.loadSignature(xml.slice(xml.indexOf('<Signature '), xml.indexOf('</CHUKYDONVI>')));
      return checker.checkSignature(xml);
    };
    fc.assert(
      fc.property(fc.constantFrom(...inText.slice(1)), snippet, (at, put) => {
        const changed = signed.slice(0, at) + put + signed.slice(at);
        expect(checkSignature(changed, true).state === 'intact').toBe(byLibrary(changed));
      }),
      { numRuns: 50 },
    );
  });
});
