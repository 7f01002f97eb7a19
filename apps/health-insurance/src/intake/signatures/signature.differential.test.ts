// The signature is checked off the text of a file where that is enough (signature.rules.ts). Here every verdict is held
// against xml-crypto with the whole document: signed files in the forms of several libraries are changed once or more and
// judged by both. What the reader of claim files refuses comes to no check, and counts as refused by both.
//
// A slice of 500 files runs with the other tests; `CASES=10000 npm test -- signature.differential` plays more, and
// `SEED=...` plays a run again. The seed stands in the name of the test.
import { X509Certificate } from 'node:crypto';
import { XmlError } from '@ansinh/xml';
import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { SignedXml } from 'xml-crypto';
import { CHANGES, signedFiles } from '../../../testing/signed-files';
import { type ClaimFile, readClaimFile } from '../form/claim-file';
import { checkSignature } from './signature.rules';

const cases = Number(process.env.CASES ?? 500);
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

const elementsOf = (parent: Element, name: string): Element[] => Array.from(parent.getElementsByTagNameNS('*', name));

/** The certificate of the signer: the first that is no authority. What is no base64 is none, with an element in it neither. */
const signerOf = (signature: Element): X509Certificate | undefined => {
  for (const element of elementsOf(signature, 'X509Certificate')) {
    const text = element.textContent ?? '';
    if (elementsOf(element, '*').length > 0) return undefined;
    if (!/^[A-Za-z0-9+/=\s]+$/.test(text)) continue;
    const certificate = new X509Certificate(Buffer.from(text, 'base64'));
    if (!certificate.ca) return certificate;
  }
  return undefined;
};

/** The one signature in the one CHUKYDONVI at the end of the file. */
const signatureOf = (xml: string): Element | undefined => {
  const errors: string[] = [];
  const note = (message: string): number => errors.push(message);
  const parser = new DOMParser({ errorHandler: { warning: () => undefined, error: note, fatalError: note } });
  const { documentElement } = parser.parseFromString(xml, 'text/xml');
  const place = elementsOf(documentElement, 'CHUKYDONVI').at(-1);
  const [signature, ...others] = place === undefined ? [] : elementsOf(place, 'Signature');
  return errors.length === 0 && others.length === 0 ? signature : undefined;
};

/** RSA-SHA256 over the whole document by SHA-256, made with the key of the certificate that it carries. */
const isIntactByLibrary = (xml: string): boolean => {
  try {
    const signature = signatureOf(xml);
    const certificate = signature === undefined ? undefined : signerOf(signature);
    if (signature === undefined || certificate === undefined) return false;
    const signed = new SignedXml({ publicCert: certificate.publicKey, getCertFromKeyInfo: () => null });
    signed.loadSignature(signature);
    const [reference, ...others] = signed.getReferences();
    const isWhole = reference !== undefined && others.length === 0 && (reference.uri ?? '') === '';
    if (!isWhole || reference.digestAlgorithm !== SHA256 || signed.signatureAlgorithm !== RSA_SHA256) return false;
    return signed.checkSignature(xml);
  } catch {
    return false;
  }
};

/** Undefined when it is no claim file at all. */
const readFile = (content: Buffer): ClaimFile | undefined => {
  try {
    return readClaimFile(content);
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
};

const NAMES = Object.keys(CHANGES);
const ENCODINGS = ['utf8', 'utf8', 'utf8', 'utf8', 'utf8', 'utf8', 'utf8', 'utf8', 'utf16le', 'latin1'] as const;

// The parser of the library tells every fault of a file on the console.
beforeAll(() => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterAll(() => jest.restoreAllMocks());

describe('the verdict on a signed file that was changed', () => {
  const files = signedFiles();
  const change = fc.record({ name: fc.constantFrom(...NAMES), at: fc.nat(), pick: fc.nat() });
  const judged = fc.record({
    file: fc.nat(files.length - 1),
    other: fc.nat(files.length - 1),
    changes: fc.array(change, { minLength: 1, maxLength: 3 }),
    encoding: fc.constantFrom(...ENCODINGS),
  });

  it(`is that of the library, for ${cases} files (SEED=${seed})`, () => {
    const told = { intact: 0, not: 0, refused: 0 };
    fc.assert(
      fc.property(judged, ({ file, other, changes, encoding }) => {
        const changed = changes.reduce(
          (xml, { name, at, pick }) => CHANGES[name]?.(xml, at, pick, files[other] ?? '') ?? xml,
          files[file] ?? '',
        );
        const read = readFile(Buffer.from(changed, encoding));
        if (read === undefined) {
          told.refused += 1;
          return;
        }
        const isIntact = checkSignature(read.xml, read.hasSignature).state === 'intact';
        expect(isIntact).toBe(isIntactByLibrary(read.xml));
        told[isIntact ? 'intact' : 'not'] += 1;
      }),
      { numRuns: cases, seed },
    );
    if (process.env.CASES !== undefined) process.stdout.write(`${JSON.stringify({ cases, seed, ...told })}\n`);
    // Neither verdict is rare: a test of only broken files would prove nothing.
    expect(Math.min(told.intact, told.not)).toBeGreaterThan(cases / 10);
  }, 1_800_000);
});
