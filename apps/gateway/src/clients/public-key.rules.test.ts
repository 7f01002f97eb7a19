import { generateKeyPairSync } from 'node:crypto';
import { publicKeyFault, trustedKeys } from './public-key.rules';

const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).publicKey.export({ format: 'jwk' });
const rsa = (modulusLength: number, publicExponent = 65_537) =>
  generateKeyPairSync('rsa', { modulusLength, publicExponent }).publicKey.export({ format: 'jwk' });

const P256 = ec('prime256v1');
const RSA = rsa(2_048);

describe('a key that may verify assertions', () => {
  it.each([
    ['of the curve P-256', P256],
    ['with its algorithm and use', { ...P256, alg: 'ES256', use: 'sig', key_ops: ['verify'] }],
    ['of RSA with 2048 bits', RSA],
    ['of RSA for PS256', { ...RSA, alg: 'PS256' }],
  ])('is one %s', (_name, jwk) => {
    expect(publicKeyFault(jwk)).toBeUndefined();
  });

  it.each([
    ['RSA with 1024 bits', rsa(1_024), /bits/],
    ['RSA with 2040 bits', rsa(2_040), /bits/],
    ['RSA with the exponent 3', rsa(2_048, 3), /exponent/],
    ['of the curve P-384', ec('secp384r1'), /P-256/],
    ['of the curve of Bitcoin', ec('secp256k1'), /P-256/],
    ['of Ed25519', generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }), /EC \(P-256\) or RSA/],
    ['RSA that says ES256', { ...RSA, alg: 'ES256' }, /alg/],
    ['P-256 that says RS256', { ...P256, alg: 'RS256' }, /alg/],
    ['P-256 that says HS256', { ...P256, alg: 'HS256' }, /alg/],
    ['for encryption', { ...P256, use: 'enc' }, /use/],
    ['to derive with', { ...P256, key_ops: ['deriveKey'] }, /key_ops/],
    ['that is secret', { kty: 'oct', k: 'c2VjcmV0' }, /not a public key/],
    [
      'with its private part',
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
      /private/,
    ],
    ['off its curve', { ...P256, y: P256.x }, /not a public key/],
  ])('is none %s', (_name, jwk, reason) => {
    expect(publicKeyFault(jwk)).toMatch(reason);
  });

  it('is kept of a set in which weak ones stand too', () => {
    expect(trustedKeys([rsa(1_024), P256])).toEqual([P256]);
  });
});
