import { X509Certificate } from 'node:crypto';
import { reject } from '@ansinh/contracts/catalogue/problems';

/** What a certificate says of itself. */
export type ReadCertificate = {
  /** SHA-256 of its bytes, 64 small hexadecimal digits. */
  readonly fingerprint: string;
  /** One line: `CN=..., O=..., C=VN`. */
  readonly subject: string;
  readonly issuer: string;
  readonly serialNumber: string;
  readonly validFrom: Date;
  readonly validTo: Date;
  /** The certificate alone, whatever stood around it. */
  readonly pem: string;
};

const BEGIN = '-----BEGIN CERTIFICATE-----';
const RSA_BITS_MIN = 2048;

const unusable = (reason: string): never => {
  throw reject('certificate.unusable', { reason });
};

const parse = (pem: string): X509Certificate => {
  if (pem.includes('PRIVATE KEY')) unusable('there is a private key in it: keep it secret and make a new one');
  if (pem.split(BEGIN).length !== 2) unusable('it is not exactly one certificate in PEM');
  try {
    return new X509Certificate(pem);
  } catch {
    return unusable('it cannot be read as an X.509 certificate');
  }
};

/** The newest part first, as people name a facility. */
const nameOf = (distinguished: string): string => distinguished.split('\n').reverse().join(', ');

/**
 * Reads the certificate of a facility: one end-entity certificate with an RSA key, since the national files are signed
 * with RSA-SHA256, that has not run out. Whether its issuer is trusted is not looked at: the officer who registers it
 * vouches for it.
 * @throws certificate.unusable
 */
export const readCertificate = (pem: string, now: Date): ReadCertificate => {
  const certificate = parse(pem);
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
  if (certificate.ca) unusable('it is the certificate of an authority, not of a facility');
  if (asymmetricKeyType !== 'rsa') unusable('its key is not an RSA key, and claim files are signed with RSA-SHA256');
  if ((asymmetricKeyDetails?.modulusLength ?? 0) < RSA_BITS_MIN) unusable(`its key has less than ${RSA_BITS_MIN} bits`);
  const validTo = new Date(certificate.validTo);
  if (validTo <= now) unusable('it has run out');
  return {
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    serialNumber: certificate.serialNumber,
    validFrom: new Date(certificate.validFrom),
    validTo,
    pem: certificate.toString(),
  };
};
