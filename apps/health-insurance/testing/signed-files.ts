import { createSigningIdentity, type SigningIdentity } from '@ansinh/sample-data';
import { SignedXml } from 'xml-crypto';
import { claimFileXml, DRUG, EXAM, encounterTables } from './claims';

/** Signed files in the forms that libraries of hospitals write, and changes of them, for the test against the library. */

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

type Form = {
  readonly canonicalization: string;
  readonly transforms: readonly string[];
  readonly prefix?: string;
  readonly write?: (xml: string) => string;
};

const sign = (
  unsigned: string,
  identity: SigningIdentity,
  { canonicalization, transforms, prefix, write }: Form,
): string => {
  const signed = new SignedXml({
    privateKey: identity.privateKeyPem,
    publicCert: identity.certificatePem,
    signatureAlgorithm: RSA_SHA256,
    canonicalizationAlgorithm: canonicalization,
  });
  signed.addReference({ xpath: '/*', isEmptyUri: true, transforms: [...transforms], digestAlgorithm: SHA256 });
  signed.computeSignature(write === undefined ? unsigned : write(unsigned), {
    ...(prefix === undefined ? {} : { prefix }),
    location: { reference: '/GIAMDINHHS/CHUKYDONVI', action: 'append' },
  });
  return signed.getSignedXml();
};

const indented = (xml: string): string => xml.replace(/></g, '>\r\n  <');
const FORMS: readonly Form[] = [
  {
    canonicalization: EXCLUSIVE,
    transforms: [ENVELOPED, EXCLUSIVE],
    write: (xml) => xml.replace(/ xmlns:xsi="[^"]*"/, ''),
  },
  { canonicalization: EXCLUSIVE, transforms: [ENVELOPED, EXCLUSIVE] },
  { canonicalization: INCLUSIVE, transforms: [ENVELOPED, INCLUSIVE] },
  { canonicalization: INCLUSIVE, transforms: [ENVELOPED] },
  { canonicalization: EXCLUSIVE, transforms: [ENVELOPED], prefix: 'ds' },
  { canonicalization: EXCLUSIVE, transforms: [ENVELOPED, EXCLUSIVE], write: indented },
  { canonicalization: EXCLUSIVE, transforms: [EXCLUSIVE] },
  {
    canonicalization: INCLUSIVE,
    transforms: [ENVELOPED, INCLUSIVE],
    write: (xml) => xml.replace('<GIAMDINHHS ', '<GIAMDINHHS xmlns:xsd="http://www.w3.org/2001/XMLSchema" '),
  },
  {
    canonicalization: EXCLUSIVE,
    transforms: [ENVELOPED, EXCLUSIVE],
    write: (xml) =>
      xml.replace('<NGAYLAP>', '<!-- HIS --><NGAYLAP><![CDATA[]]>').replace('<MACSKCB>6', '<MACSKCB>&#54;'),
  },
];

/** Signed files of two facilities, in every form; of each some with other content. */
export const signedFiles = (): readonly string[] => {
  const identities = ['66001', '66002'].map((code) => createSigningIdentity(code, new Date('2026-01-01T00:00:00Z')));
  const unsigned = [
    claimFileXml([encounterTables({ lines: [EXAM] })]),
    claimFileXml([encounterTables({ key: 'LK2', lines: [EXAM, DRUG], summary: { HO_TEN: 'Nguyễn Văn Ắ \u{20000}' } })]),
  ];
  return FORMS.flatMap((form) => identities.flatMap((one) => unsigned.map((xml) => sign(xml, one, form))));
};

/** A change of a file. `at` and `pick` are any numbers: a place in the text and a choice. */
type Change = (xml: string, at: number, pick: number, other: string) => string;

const choose = <Item>(items: readonly Item[], pick: number, otherwise: Item): Item =>
  items[pick % items.length] ?? otherwise;
const put = (xml: string, at: number, text: string): string => xml.slice(0, at) + text + xml.slice(at);

/** Replaces one of the places that a pattern finds. */
const replaceOne = (xml: string, pattern: RegExp, at: number, by: (found: string) => string): string => {
  const places = [...xml.matchAll(pattern)];
  const place = places[at % Math.max(1, places.length)];
  if (place === undefined) return xml;
  return xml.slice(0, place.index) + by(place[0]) + xml.slice(place.index + place[0].length);
};

const SNIPPETS = [
  ...[' ', '\n', '\r', '\r\n', '\t', '\u0085', '\u2028', '\u00a0', '\u{1f600}', 'A', '<A/>', '<A></A>', '<A a="1"/>'],
  ...['&#13;', '&#10;', '&#x41;', '&amp;', '&lt;', '&gt;', '>', '"', '&nbsp;', '&#xD800;', '\ufeff', '\u0001'],
  ...[
    '<!---->',
    '<!-- <Signature > -->',
    '<!-- </CHUKYDONVI> -->',
    '<!-- <CHUKYDONVI> -->',
    '<![CDATA[]]>',
    '<![CDATA[A]]>',
  ],
  ...['<?php x?>', '<Signature/>', '<CHUKYDONVI/>', '<CHUKYDONVI></CHUKYDONVI>', ']]>', '<!DOCTYPE a>'],
];
const ATTRIBUTES = [
  ...[
    ' xmlns:a="urn:a"',
    ' xmlns="urn:b"',
    ' xmlns=""',
    ' a="1"',
    ' Id="x"',
    ' ID=""',
    ' xml:space="preserve"',
    ' xml:lang="vi"',
  ],
  ...[' xsi:nil="true"', ' xmlns:xsi="urn:c"', ' a="&#10;"', " a='\t'", ' ', '\n', '\r\n', '\t'],
];
const DECLARATIONS = [
  ...['', '<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-8"?>', '<?xml version="1.1" encoding="utf-8"?>'],
  ...[
    '<?xml version="1.0" encoding="utf-16"?>',
    '<?xml version="1.0" encoding="windows-1258"?>',
    '\n<?xml version="1.0"?>',
  ],
  ...["<?xml version='1.0' encoding='utf-8' standalone='yes'?>\r\n", '\ufeff', '\ufeff\ufeff', '<!-- x -->', '  '],
];
const ALGORITHMS = [
  ...[EXCLUSIVE, INCLUSIVE, `${EXCLUSIVE}WithComments`, `${INCLUSIVE}#WithComments`, ENVELOPED, RSA_SHA256, SHA256],
  ...['http://www.w3.org/2000/09/xmldsig#sha1', 'http://www.w3.org/2000/09/xmldsig#rsa-sha1', 'urn:none', ''],
];

const TAG = /<[A-Za-z][\w.:-]*(?:\s[^<>]*)?>/g;
const LEAF = /<([A-Za-z][\w.:-]*)(?:\s[^<>]*)?>[^<>]*<\/\1>/g;
const TEXT = /[^<>]+(?=<\/)/g;
const SIGNATURE = /<(?:\w+:)?Signature[\s>].*<\/(?:\w+:)?Signature>/gs;
const signatureOf = (xml: string): string => xml.match(SIGNATURE)?.[0] ?? '';
const inSignature = (xml: string, change: (signature: string) => string): string =>
  replaceOne(xml, SIGNATURE, 0, change);
const otherCharacter = (character: string): string => (character === 'A' ? 'B' : 'A');

const reorderAttributes = (tag: string): string => {
  const attributes = tag.match(/\s[\w:]+\s*=\s*(?:"[^"]*"|'[^']*')/g) ?? [];
  const [name = ''] = tag.match(/^<[\w.:-]+/) ?? [];
  return `${name}${attributes.toReversed().join('')}${tag.endsWith('/>') ? '/>' : '>'}`;
};

export const CHANGES: Readonly<Record<string, Change>> = {
  nothing: (xml) => xml,
  'a character changed': (xml, at) => {
    const place = at % xml.length;
    return xml.slice(0, place) + otherCharacter(xml[place] ?? '') + xml.slice(place + 1);
  },
  'characters left out': (xml, at, pick) =>
    xml.slice(0, at % xml.length) + xml.slice((at % xml.length) + 1 + (pick % 3)),
  'something put anywhere': (xml, at, pick) => put(xml, at % xml.length, choose(SNIPPETS, pick, '')),
  'something put between tags': (xml, at, pick) => replaceOne(xml, />/g, at, (end) => end + choose(SNIPPETS, pick, '')),
  'something put between tags of the signature': (xml, at, pick) =>
    inSignature(xml, (signature) => replaceOne(signature, />/g, at, (end) => end + choose(SNIPPETS, pick, ''))),
  'something put behind the file': (xml, _, pick) => xml + choose(SNIPPETS, pick, ''),
  'an attribute more': (xml, at, pick) =>
    replaceOne(xml, TAG, at, (tag) => tag.replace(/\/?>$/, (end) => choose(ATTRIBUTES, pick, '') + end)),
  'an attribute more in the signature': (xml, at, pick) =>
    inSignature(xml, (signature) =>
      replaceOne(signature, TAG, at, (tag) => tag.replace(/\/?>$/, (end) => choose(ATTRIBUTES, pick, '') + end)),
    ),
  'an attribute more at the root': (xml, _, pick) =>
    xml.replace('<GIAMDINHHS', (tag) => tag + choose(ATTRIBUTES, pick, '')),
  'attributes in another order': (xml, at) => replaceOne(xml, /<[\w.:-]+(?:\s[^<>]*)>/g, at, reorderAttributes),
  'an attribute left out': (xml, at) => replaceOne(xml, /\s[\w:]+="[^"]*"/g, at, () => ''),
  'other quotes': (xml, at) => replaceOne(xml, /"[^"'<>]*"/g, at, (value) => `'${value.slice(1, -1)}'`),
  'spaces around =': (xml, at) => replaceOne(xml, /="/g, at, () => ' = "'),
  'an empty element in one tag': (xml, at, pick) =>
    replaceOne(xml, /<([\w.:-]+)><\/\1>/g, at, (pair) => pair.replace(/>.*$/, pick % 2 === 0 ? '/>' : ' />')),
  'an empty element in two tags': (xml, at) =>
    replaceOne(xml, /<([\w.:-]+)\s*\/>/g, at, (tag) => tag.replace(/<([\w.:-]+)\s*\/>/, '<$1></$1>')),
  'a space in an end tag': (xml, at) => replaceOne(xml, /<\/[\w.:-]+>/g, at, (tag) => tag.replace('>', ' >')),
  'an element twice': (xml, at) => replaceOne(xml, LEAF, at, (leaf) => leaf + leaf),
  'an element left out': (xml, at) => replaceOne(xml, LEAF, at, () => ''),
  'two elements in another order': (xml, at) =>
    replaceOne(xml, /(<(\w+)>[^<>]*<\/\2>)\s*(<(\w+)>[^<>]*<\/\4>)/g, at, (pair) =>
      pair.replace(/^(<(\w+)>[^<>]*<\/\2>)(\s*)(.*)$/s, '$4$3$1'),
    ),
  'another prefix': (xml, at) =>
    replaceOne(xml, LEAF, at, (leaf) =>
      leaf.replace(/^<(\w+)/, '<p:$1 xmlns:p="urn:p"').replace(/<\/(\w+)>$/, '</p:$1>'),
    ),
  'a character by its number': (xml, at) =>
    replaceOne(xml, TEXT, at, (text) => text.replace(/[A-Za-z0-9]/, (letter) => `&#${letter.charCodeAt(0)};`)),
  'text as CDATA': (xml, at) => replaceOne(xml, TEXT, at, (text) => `<![CDATA[${text}]]>`),
  'text in another form of Unicode': (xml) => xml.normalize('NFD'),
  'the line breaks of Windows': (xml) => xml.replace(/\r?\n/g, '\r\n'),
  'the line breaks of old Macintoshes': (xml) => xml.replace(/\r?\n/g, '\r'),
  'no line breaks': (xml) => xml.replace(/\r?\n\s*/g, ''),
  'another beginning': (xml, _, pick) => choose(DECLARATIONS, pick, '') + xml.replace(/^<\?xml[^>]*\?>\s*/, ''),
  'another digest': (xml, at) =>
    replaceOne(xml, /(?<=DigestValue>)[^<]+/g, 0, (value) => replaceOne(value, /[A-Za-z0-9]/g, at, otherCharacter)),
  'another signature value': (xml, at) =>
    replaceOne(xml, /(?<=SignatureValue>)[^<]+/g, 0, (value) => replaceOne(value, /[A-Za-z0-9]/g, at, otherCharacter)),
  'another certificate': (xml, at) =>
    replaceOne(xml, /(?<=X509Certificate>)[^<]+/g, 0, (value) => replaceOne(value, /[A-Za-z0-9]/g, at, otherCharacter)),
  'spaces in a value': (xml, at, pick) =>
    replaceOne(xml, /(?<=(?:DigestValue|SignatureValue|X509Certificate)>)[^<]+/g, pick, (value) =>
      put(value, at % value.length, ['\n', ' ', '\r\n', '&#13;\n'][at % 4] ?? ''),
    ),
  'another algorithm': (xml, at, pick) =>
    replaceOne(xml, /(?<=Algorithm=")[^"]*/g, at, () => choose(ALGORITHMS, pick, '')),
  'another Reference': (xml, _, pick) =>
    xml.replace(/ URI=""/, choose(['', ' URI="#x"', ' URI="#"', ' URI="/"', " URI=''", ' URI="" Id="r"'], pick, '')),
  'a part of the signature twice': (xml, at, pick) => {
    const names = [
      'Signature',
      'SignedInfo',
      'Reference',
      'Transforms',
      'DigestValue',
      'SignatureValue',
      'KeyInfo',
      'X509Certificate',
    ];
    const name = choose(names, pick, 'Signature');
    const part = new RegExp(`<(?:\\w+:)?${name}[\\s>].*?</(?:\\w+:)?${name}>`, 'gs');
    return replaceOne(xml, part, at, (found) => found + found);
  },
  'a part of the signature left out': (xml, at, pick) => {
    const names = [
      'SignedInfo',
      'Reference',
      'Transform',
      'Transforms',
      'DigestValue',
      'SignatureValue',
      'KeyInfo',
      'SignatureMethod',
    ];
    const name = choose(names, pick, 'Transform');
    return replaceOne(xml, new RegExp(`<(?:\\w+:)?${name}[\\s>].*?</(?:\\w+:)?${name}>`, 'gs'), at, () => '');
  },
  'a value in a comment': (xml, at, pick) =>
    replaceOne(xml, /<(?:\w+:)?(DigestValue|SignatureValue|X509Certificate)>[^<]*<\/[^>]*>/g, pick, (value) => {
      const told = at % 2 === 0 ? value : value.replace(/[A-Za-z0-9](?=[^<>]*<\/)/, otherCharacter);
      return at % 3 === 0 ? `<![CDATA[${told}]]>${value}` : `<!--${told}-->${value}`;
    }),
  'the signature elsewhere': (xml, at) => {
    const signature = signatureOf(xml);
    return replaceOne(xml.replace(signature, ''), />/g, at, (end) => end + signature);
  },
  'a second signature elsewhere': (xml, at) => {
    const signature = signatureOf(xml);
    return replaceOne(xml, />/g, at, (end) => end + signature);
  },
  'the signature of another file': (xml, _at, _pick, other) => xml.replace(SIGNATURE, () => signatureOf(other)),
  'the whole file inside itself': (xml, at) =>
    replaceOne(xml, />/g, at, (end) => end + xml.replace(/^<\?xml[^>]*\?>\s*/, '')),
};
