import { generateKeyPairSync } from 'node:crypto';
import { md, pki } from 'node-forge';
import { SignedXml } from 'xml-crypto';

/** What a facility signs its claim files with: made for demonstrations and tests, vouched for by nobody. */
export type SigningIdentity = { readonly privateKeyPem: string; readonly certificatePem: string };

const KEY_BITS = 2_048;
const YEARS = 10;

const yearsAfter = (date: Date, years: number): Date => {
  const later = new Date(date);
  later.setUTCFullYear(date.getUTCFullYear() + years);
  return later;
};

/** A new RSA key with a certificate that it signs itself; valid from the instant on for ten years. */
export const createSigningIdentity = (facilityCode: string, validFrom: Date): SigningIdentity => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: KEY_BITS,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(publicKey);
  certificate.serialNumber = `01${facilityCode}`;
  certificate.validity.notBefore = validFrom;
  certificate.validity.notAfter = yearsAfter(validFrom, YEARS);
  const subject = [
    { shortName: 'C', value: 'VN' },
    { shortName: 'O', value: 'An Sinh demonstration' },
    { shortName: 'CN', value: facilityCode },
  ];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, nonRepudiation: true, critical: true },
  ]);
  certificate.sign(pki.privateKeyFromPem(privateKey), md.sha256.create());
  return { privateKeyPem: privateKey, certificatePem: pki.certificateToPem(certificate).replaceAll('\r\n', '\n') };
};

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

/** The file with its XML signature (RSA-SHA256 over the whole document) in CHUKYDONVI, which must be there and empty. */
export const signClaimFile = (xml: string, { privateKeyPem, certificatePem }: SigningIdentity): string => {
  const signed = new SignedXml({
    privateKey: privateKeyPem,
    publicCert: certificatePem,
    signatureAlgorithm: RSA_SHA256,
    canonicalizationAlgorithm: EXCLUSIVE,
  });
  signed.addReference({
    xpath: '/*',
    isEmptyUri: true,
    transforms: [ENVELOPED, EXCLUSIVE],
    digestAlgorithm: SHA256,
  });
  signed.computeSignature(xml, { location: { reference: '/GIAMDINHHS/CHUKYDONVI', action: 'append' } });
  return signed.getSignedXml();
};
