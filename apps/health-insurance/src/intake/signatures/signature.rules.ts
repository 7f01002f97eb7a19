import { createHash, type KeyObject, verify as verifyValue, X509Certificate } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { SignedXml } from 'xml-crypto';
import {
  certificatesOf,
  countOf,
  countSignatures,
  findSignature,
  nodesOf,
  type Place,
  type Values,
  valuesOf,
} from './signature-text.rules';

/** What can be said of the signature of a file from the file alone; whether its certificate is trusted is not. */
export type CheckedSignature =
  | { readonly state: 'absent' }
  | { readonly state: 'invalid'; readonly reason: string }
  /** Made with the key of the certificate with this SHA-256, over the whole file. */
  | { readonly state: 'intact'; readonly fingerprint: string };

const ELEMENT = 'CHUKYDONVI';
const CERTIFICATES_MAX = 5;
const LENGTH_MAX = 100_000;
/** A signature with time stamp, policy and five certificates has some sixty elements, and as many attributes. */
const NODES_MAX = 500;
/** Java writes a reference at the end of each line of base64. */
const REFERENCES_MAX = 1_000;

/** Of what the library is asked: the nodes and the references to characters of a document. */
type Asked = { readonly nodes: number; readonly references: number };
/**
 * A file of 200 encounters has some 8,000 elements. The library compares each node with the others: what has more of them is
 * verified off its text or not at all.
 */
const LIBRARY: Asked = { nodes: 10_000, references: Number.POSITIVE_INFINITY };
/** Of a file with some encounters: the library takes 2 ms for it. */
const QUICK: Asked = { nodes: 600, references: 5_000 };
/** Of what is kept for the next files, in characters. */
const KEPT_LENGTH_MAX = 10_000_000;

const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

const DECLARATION = /^\uFEFF?\s*<\?xml\s[^>]*\?>/;
const MORE_THAN_ELEMENTS = /<[!?]/;
const LINE_BREAK = /\r\n?/g;
const EMPTY_ELEMENT = /<([\w.:-]+)\s*\/>/g;
const START_TAG = /^<([\w.:-]+)(?:\s[^<>]*)?>/;

class Unacceptable extends Error {}
const refuse = (reason: string): never => {
  throw new Unacceptable(reason);
};

type Signer = { readonly isAuthority: boolean; readonly fingerprint: string; readonly key: KeyObject };

/** A facility signs thousands of files with one certificate: it is parsed once. */
const signers = new LRUCache<string, Signer>({
  max: 1_000,
  maxSize: KEPT_LENGTH_MAX,
  sizeCalculation: (_signer, base64) => base64.length,
});

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
const signerOf = (place: Place): Signer => {
  for (const base64 of certificatesOf(place, CERTIFICATES_MAX)) {
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
const forms = new LRUCache<string, readonly [before: string, after: string]>({
  max: 1_000,
  maxSize: KEPT_LENGTH_MAX,
  sizeCalculation: ([before, after], form) => before.length + after.length + form.length,
});

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

const findForm = (key: KeyObject, envelope: Envelope, { digest, around }: Values) => {
  const form = [envelope.root, ...around].join('\0');
  const known = forms.get(form);
  if (known !== undefined) return known;
  const [start, end, ...more] = canonicalSignedInfo(key, envelope, digest)?.split(digest) ?? [];
  if (start === undefined || end === undefined || more.length > 0) return undefined;
  forms.set(form, [start, end]);
  return [start, end] as const;
};

/** True only for a signature of the whole document by this key; false may mean that the text alone does not tell. */
const isPlainlyIntact = (key: KeyObject, xml: string, place: Place): boolean => {
  // What stands in a comment of the signature could look like one of its values.
  const plain = MORE_THAN_ELEMENTS.test(place.text) ? undefined : plainForm(xml, place);
  const [root, name] = plain?.match(START_TAG) ?? [];
  const values = valuesOf(place);
  if (plain === undefined || root === undefined || name === undefined || values === undefined) return false;
  const { digest, value } = values;
  if (createHash('sha256').update(plain).digest('base64') !== digest) return false;
  const form = findForm(key, { root, name, text: place.text }, values);
  return form !== undefined && verifyValue('sha256', Buffer.from(form.join(digest)), key, Buffer.from(value, 'base64'));
};

/** Undefined where only the library can tell, and it may not be asked of so many nodes. */
const verify = (xml: string, limits: Asked): CheckedSignature | undefined => {
  const place = findSignature(xml);
  if (place.text.length > LENGTH_MAX) refuse(`it is longer than ${LENGTH_MAX} characters`);
  if (nodesOf(place.text) > NODES_MAX || countOf(place.text, '&') > REFERENCES_MAX)
    refuse('it has more elements, attributes and references than any signature needs');
  const count = countSignatures(place);
  if (count !== 1) refuse(`${ELEMENT} holds ${count} signatures, not one`);
  const { key, fingerprint } = signerOf(place);
  if (isPlainlyIntact(key, xml, place)) return { state: 'intact', fingerprint };
  // What the quick way does not find intact is asked of the library with the whole document.
  if (nodesOf(xml) > limits.nodes || countOf(xml, '&') > limits.references) return undefined;
  if (!isIntact(load(key, place.text), xml))
    refuse('the file was changed after it was signed, or signed with another key');
  return { state: 'intact', fingerprint };
};

const check = (xml: string, hasSignature: boolean, limits: Asked): CheckedSignature | undefined => {
  if (!hasSignature) return { state: 'absent' };
  try {
    return verify(xml, limits);
  } catch (error) {
    // The library and X509Certificate throw on what they cannot read; their words may quote the file.
    const reason = error instanceof Unacceptable ? error.message : 'it cannot be read as an XML signature';
    return { state: 'invalid', reason };
  }
};

/**
 * Verifies the XML signature in CHUKYDONVI: enveloped, RSA-SHA256, over the whole document (TT 12/2026/TT-BTC). The
 * file must have been read as XML before: its limits hold here too. It may take seconds: it is called in a thread.
 */
export const checkSignature = (xml: string, hasSignature: boolean): CheckedSignature =>
  check(xml, hasSignature, LIBRARY) ?? {
    state: 'invalid',
    reason: `the file has more than ${LIBRARY.nodes} elements and attributes, and is not signed as it is written`,
  };

/** The same where it is told in some milliseconds: by the text of the file, or of a file of some encounters; undefined beyond. */
export const checkSignatureQuickly = (xml: string, hasSignature: boolean): CheckedSignature | undefined =>
  check(xml, hasSignature, QUICK);
