import { createPublicKey, type KeyObject } from 'node:crypto';

/** As it was sent, or stored. */
export type SentKey = Readonly<Record<string, unknown>>;

const RSA_BITS = { least: 2_048, most: 8_192 };
/** F4: smaller ones have broken too many libraries (RFC 8725 section 3.5 asks for keys that are beyond doubt). */
const RSA_EXPONENT_LEAST = 65_537n;
const P_256 = 'prime256v1';
const NOT_A_KEY = 'this is not a public key of kty EC (P-256) or RSA';

const readKey = (jwk: SentKey): KeyObject | undefined => {
  try {
    return createPublicKey({ key: { ...jwk }, format: 'jwk' });
  } catch {
    return undefined;
  }
};

const ecFault = ({ asymmetricKeyDetails }: KeyObject): string | undefined =>
  asymmetricKeyDetails?.namedCurve === P_256 ? undefined : 'an EC key is one of the curve P-256';

const rsaFault = ({ asymmetricKeyDetails }: KeyObject): string | undefined => {
  const { modulusLength: bits = 0, publicExponent = 0n } = asymmetricKeyDetails ?? {};
  if (bits < RSA_BITS.least || bits > RSA_BITS.most) return `an RSA key has ${RSA_BITS.least} to ${RSA_BITS.most} bits`;
  return publicExponent < RSA_EXPONENT_LEAST || publicExponent % 2n === 0n
    ? `the exponent of an RSA key is odd and at least ${RSA_EXPONENT_LEAST}`
    : undefined;
};

/** What a key says of itself has to fit what it is: it would verify nothing, or something else. */
const useFault = ({ alg, use, key_ops: operations }: SentKey, algorithms: readonly string[]): string | undefined => {
  if (alg !== undefined && !algorithms.some((known) => known === alg))
    return `the alg of this key is ${algorithms.join(' or ')}`;
  if (use !== undefined && use !== 'sig') return 'the use of this key is sig';
  return Array.isArray(operations) && !operations.includes('verify')
    ? 'the key_ops of this key have verify'
    : undefined;
};

/** Why no assertion may be trusted that this key verifies, or undefined. */
export const publicKeyFault = (jwk: SentKey): string | undefined => {
  if (jwk.d !== undefined) return 'this is a private key: send its public part';
  const key = readKey(jwk);
  switch (key?.asymmetricKeyType) {
    case 'ec':
      return ecFault(key) ?? useFault(jwk, ['ES256']);
    case 'rsa':
      return rsaFault(key) ?? useFault(jwk, ['RS256', 'PS256']);
    default:
      return NOT_A_KEY;
  }
};

/** Those that may be trusted, of a set that was stored in earlier days or by other means. */
export const trustedKeys = <Key extends SentKey>(keys: readonly Key[]): Key[] =>
  keys.filter((key) => publicKeyFault(key) === undefined);
