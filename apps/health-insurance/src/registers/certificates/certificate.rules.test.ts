import { generateKeyPairSync } from 'node:crypto';
import { Rejection } from '@ansinh/contracts/catalogue/problems';
import {
  AUTHORITY_CERTIFICATE,
  EC_CERTIFICATE,
  RSA_CERTIFICATE,
  WEAK_CERTIFICATE,
} from '../../../testing/certificates';
import { readCertificate } from './certificate.rules';

const NOW = new Date('2026-12-01T08:00:00+07:00');

const reasonOf = (pem: string, now = NOW): unknown => {
  try {
    readCertificate(pem, now);
    return undefined;
  } catch (error) {
    return error instanceof Rejection ? error.params.reason : error;
  }
};

describe('the certificate of a facility', () => {
  it('tells who signs, who vouches for it, and how long', () => {
    expect(readCertificate(`text before\n${RSA_CERTIFICATE}`, NOW)).toEqual({
      fingerprint: 'c89ac19ec798aec241a06481b56b35dfec84ff120ddf93054a6c8e5972b50443',
      subject: 'CN=66001, O=Benh vien Mau 66001, C=VN',
      issuer: 'CN=66001, O=Benh vien Mau 66001, C=VN',
      serialNumber: '07918549E3579785',
      validFrom: new Date('2026-11-24T11:01:07Z'),
      validTo: new Date('2046-11-19T11:01:07Z'),
      pem: RSA_CERTIFICATE,
    });
  });

  it('may be registered before it begins, and not after it has run out', () => {
    expect(reasonOf(RSA_CERTIFICATE, new Date('2026-10-05T00:00:00Z'))).toBeUndefined();
    expect(reasonOf(RSA_CERTIFICATE, new Date('2046-11-19T11:01:06Z'))).toBeUndefined();
    expect(reasonOf(RSA_CERTIFICATE, new Date('2046-11-19T11:01:07Z'))).toBe('it has run out');
  });

  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });

  it.each([
    ['an authority', AUTHORITY_CERTIFICATE, 'it is the certificate of an authority, not of a facility'],
    ['a short key', WEAK_CERTIFICATE, 'its key has less than 2048 bits'],
    ['another kind of key', EC_CERTIFICATE, 'its key is not an RSA key, and claim files are signed with RSA-SHA256'],
    ['two certificates', RSA_CERTIFICATE + EC_CERTIFICATE, 'it is not exactly one certificate in PEM'],
    ['no certificate', 'x'.repeat(200), 'it is not exactly one certificate in PEM'],
    ['a broken one', RSA_CERTIFICATE.replace('MII', 'MIX'), 'it cannot be read as an X.509 certificate'],
    [
      'its private key beside it',
      RSA_CERTIFICATE + privateKey,
      'there is a private key in it: keep it secret and make a new one',
    ],
  ])('is not %s', (_, pem, reason) => {
    expect(reasonOf(pem)).toBe(reason);
  });
});
