import { createHash, type KeyObject, verify as verifyValue, X509Certificate } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { SignedXml } from 'xml-crypto';

/** What can be said of the signature of a file from the file alone; whether its certificate is trusted is not. */
export type CheckedSignature =
  | { readonly state: 'absent' }
  | { readonly state: 'invalid'; readonly reason: string }
  /** Made with the key of the certificate with this SHA-256, over the whole file. */
  | { readonly state: 'intact'; readonly fingerprint: string };

const ELEMENT = 'CHUKYDONVI';
const SIGNATURE = /<(?:[\w.-]+:)?Signature[\s/>]/g;
const CERTIFICATE = /<(?:[\w.-]+:)?X509Certificate(?:\s[^>]*)?>([A-Za-z0-9+/=\s\u0085]+)</g;
const CERTIFICATES_MAX = 5;
const LENGTH_MAX = 100_000;

const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

const DECLARATION = /^\uFEFF?\s*<\?xml\s[^>]*\?>/;
const MORE_THAN_ELEMENTS = /<[!?]/;
const LINE_BREAK = /\r\n?/g;
const EMPTY_ELEMENT = /<([\w.:-]+)\s*\/>/g;
const VALUES =
  /^(.*?<(?:[\w.-]+:)?DigestValue>)([A-Za-z0-9+/=]+)(<.*?<(?:[\w.-]+:)?SignatureValue>)([A-Za-z0-9+/=\s]+)(<.*)$/s;
const START_TAG = /^<([\w.:-]+)[^>]*>/;

class Unacceptable extends Error {}
const refuse = (reason: string): never => {
  throw new Unacceptable(reason);
};

/** What may look like elements and is none. */
const HIDDEN = /<!--.*?-->|<!\[CDATA\[.*?\]\]>/gs;
const CDATA_EDGES = ['<![CDATA['.length, -']]>'.length] as const;
const NUMBERED = /&#(?:x([0-9a-f]+)|([0-9]+));/gi;

/** The same text with blanks in place of comments and CDATA, so that only elements look like elements. */
const elementsOnly = (xml: string): string =>
  xml.includes('!') ? xml.replace(HIDDEN, ({ length }) => ' '.repeat(length)) : xml;

/** A text of base64 as a reader of XML gives it: Java writes its line breaks as `&#13;`. */
const plainBase64 = (text: string): string => {
  if (!/[!&]/.test(text)) return text;
  return text
    .replace(HIDDEN, (part) => {
      const content = part.startsWith('<![') ? part.slice(...CDATA_EDGES) : '';
      return content.includes('<') ? '' : content;
    })
    .replace(NUMBERED, (reference, hexadecimal?: string, decimal?: string) => {
      const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
      const character = String.fromCodePoint(code);
      return /[A-Za-z0-9+/=\s]/.test(character) ? character : reference;
    });
};

/** What stands in CHUKYDONVI, and where; the element is the last of the file. */
type Place = { readonly start: number; readonly text: string };

const findSignature = (xml: string): Place => {
  const elements = elementsOnly(xml);
  const end = elements.lastIndexOf(`</${ELEMENT}`);
  const start = elements.indexOf('>', elements.lastIndexOf(`<${ELEMENT}`, end)) + 1;
  const content = end < 0 || start === 0 ? '' : xml.slice(start, end);
  return { start: start + content.length - content.trimStart().length, text: content.trim() };
};

type Signer = { readonly isAuthority: boolean; readonly fingerprint: string; readonly key: KeyObject };

/** A facility signs thousands of files with one certificate: it is parsed once. */
const signers = new LRUCache<string, Signer>({ max: 1_000 });

const readSigner = (base64: string): Signer => {
  const known = signers.get(base64);
  if (known !== undefined) return known;
  const certificate = new X509Certificate(Buffer.from(base64, 'base64'));
  const signer = {
    isAuthority: certificate.ca,
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    key: certificate.publicKey,
  };
  signers.set(base64, signer);
  return signer;
};

/** The certificate of the signer among those that the signature carries: the one that is no authority. */
const signerOf = (signature: string): Signer => {
  for (const [, base64 = ''] of [...plainBase64(signature).matchAll(CERTIFICATE)].slice(0, CERTIFICATES_MAX)) {
    const signer = readSigner(base64);
    if (!signer.isAuthority) return signer;
  }
  return refuse('it carries no certificate of its signer (KeyInfo/X509Data/X509Certificate)');
};

/** One reference, to the whole document, by SHA-256: so what is read of the file is what was signed. */
const requireWholeFile = (signed: SignedXml): void => {
  if (signed.signatureAlgorithm !== RSA_SHA256) refuse('it is not made by RSA-SHA256');
  const [reference, ...others] = signed.getReferences();
  if (reference === undefined || others.length > 0) refuse('it has not exactly one Reference');
  else if ((reference.uri ?? '') !== '') refuse('its Reference is not to the whole document (URI="")');
  else if (reference.digestAlgorithm !== SHA256) refuse('its digest is not SHA-256');
};

/** The library says false of a digest that differs, and throws for a value that the key did not make. */
const isIntact = (signed: SignedXml, xml: string): boolean => {
  try {
    return signed.checkSignature(xml);
  } catch {
    return false;
  }
};

/**
 * The document without its signature in canonical form (C14N 1.0), where its text alone tells it: an envelope without
 * comments, CDATA and the like. No two documents have the same text here, so that one with the signed digest is the
 * document that was signed; one whose tags need more (attributes in another order, say) gets another digest.
 */
const plainForm = (xml: string, { start, text }: Place) => {
  const rest = (xml.slice(0, start) + xml.slice(start + text.length)).replace(DECLARATION, '').trim();
  if (MORE_THAN_ELEMENTS.test(rest)) return undefined;
  return rest.replace(LINE_BREAK, '\n').replace(EMPTY_ELEMENT, '<$1></$1>');
};

const load = (key: KeyObject, text: string): SignedXml => {
  // The key comes from the certificate that is looked up afterwards, never from what KeyInfo says besides.
  const signed = new SignedXml({ publicCert: key, getCertFromKeyInfo: () => null });
  signed.loadSignature(text);
  requireWholeFile(signed);
  return signed;
};

/** Canonical SignedInfo by what stands around its two values: a facility signs thousands of files in the same form. */
const forms = new LRUCache<string, readonly [before: string, after: string]>({ max: 1_000 });

/** A document with nothing but its root and the signature. */
type Envelope = { readonly root: string; readonly name: string; readonly text: string };

const envelopeOf = ({ root, name, text }: Envelope): string => `${root}<${ELEMENT}>${text}</${ELEMENT}></${name}>`;

/**
 * The library canonicalizes the signature in a document with nothing else in it, and is told the digest of the whole one:
 * but only when nothing but the signature is missing in what it takes the digest of, so that it is one for the library.
 * Undefined for what is no signature of the whole document with this digest. The signature value is not looked at.
 */
const canonicalSignedInfo = (key: KeyObject, envelope: Envelope, digest: string): string | undefined => {
  const signed = load(key, envelope.text);
  const unsigned = envelopeOf({ ...envelope, text: '' });
  let canonical: string | undefined;
  signed.HashAlgorithms = {
    [SHA256]: class {
      getAlgorithmName = () => SHA256;
      getHash = (canonical: string) => (canonical === unsigned ? digest : '');
    },
  };
  signed.SignatureAlgorithms = {
    [RSA_SHA256]: class {
      getAlgorithmName = () => RSA_SHA256;
      getSignature = () => refuse('nothing is signed here');
      verifySignature = (signedInfo: string) => {
        canonical = signedInfo;
        return true;
      };
    },
  };
  if (!isIntact(signed, envelopeOf(envelope))) return undefined;
  // The references are those of the canonical text by now.
  requireWholeFile(signed);
  return signed.getReferences()[0]?.transforms?.includes(ENVELOPED) === true ? canonical : undefined;
};

const findForm = (key: KeyObject, root: string, name: string, { text }: Place, parts: RegExpExecArray) => {
  const [, before = '', digest = '', between = '', , after = ''] = parts;
  const form = [root, before, between, after].join('\0');
  const known = forms.get(form);
  if (known !== undefined) return known;
  const [start, end, ...more] = canonicalSignedInfo(key, { root, name, text }, digest)?.split(digest) ?? [];
  if (start === undefined || end === undefined || more.length > 0) return undefined;
  forms.set(form, [start, end]);
  return [start, end] as const;
};

/** True only for a signature of the whole document by this key; false may mean that the text alone does not tell. */
const isPlainlyIntact = (key: KeyObject, xml: string, place: Place): boolean => {
  // What stands in a comment of the signature could look like one of its values.
  const plain = MORE_THAN_ELEMENTS.test(place.text) ? undefined : plainForm(xml, place);
  const [root, name] = plain?.match(START_TAG) ?? [];
  const parts = VALUES.exec(place.text);
  if (plain === undefined || root === undefined || name === undefined || parts === null) return false;
  const [, , digest, , value = ''] = parts;
  if (createHash('sha256').update(plain).digest('base64') !== digest) return false;
  const form = findForm(key, root, name, place, parts);
  return form !== undefined && verifyValue('sha256', Buffer.from(form.join(digest)), key, Buffer.from(value, 'base64'));
};

const verify = (xml: string): CheckedSignature => {
  const place = findSignature(xml);
  const count = elementsOnly(place.text).match(SIGNATURE)?.length ?? 0;
  if (count !== 1) refuse(`${ELEMENT} holds ${count} signatures, not one`);
  if (place.text.length > LENGTH_MAX) refuse(`it is longer than ${LENGTH_MAX} characters`);
  const { key, fingerprint } = signerOf(place.text);
  // What the quick way does not find intact is asked of the library with the whole document.
  if (!isPlainlyIntact(key, xml, place) && !isIntact(load(key, place.text), xml))
    refuse('the file was changed after it was signed, or signed with another key');
  return { state: 'intact', fingerprint };
};

/**
 * Verifies the XML signature in CHUKYDONVI: enveloped, RSA-SHA256, over the whole document (TT 12/2026/TT-BTC). The
 * file must have been read as XML before: its limits hold here too.
 */
export const checkSignature = (xml: string, hasSignature: boolean): CheckedSignature => {
  if (!hasSignature) return { state: 'absent' };
  try {
    return verify(xml);
  } catch (error) {
    // The library and X509Certificate throw on what they cannot read; their words may quote the file.
    const reason = error instanceof Unacceptable ? error.message : 'it cannot be read as an XML signature';
    return { state: 'invalid', reason };
  }
};
