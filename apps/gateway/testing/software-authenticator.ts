import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

// A device as the standard describes it (W3C Web Authentication, Level 3), written apart from the library that checks it.

const sha256 = (bytes: string | Buffer): Buffer => createHash('sha256').update(bytes).digest();
const lengthOf = (bytes: Buffer): Buffer => {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return length;
};

const USER_PRESENT = 0x01;
/** It has seen a finger, a face or a PIN. */
const USER_VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

export type SoftwareAuthenticator = ReturnType<typeof softwareAuthenticator>;

export const softwareAuthenticator = ({ origin, rpId }: { readonly origin: string; readonly rpId: string }) => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const credentialId = randomBytes(16);
  let counter = 0;

  const clientData = (type: string, challenge: string, at: string): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin: at, crossOrigin: false }));

  const authenticatorData = (flags: number, more: Buffer = Buffer.alloc(0)): Buffer => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, more]);
  };

  // COSE: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
  const coseKey = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ]);

  const id = credentialId.toString('base64url');
  const common = { id, rawId: id, type: 'public-key', clientExtensionResults: {} } as const;

  return {
    /** What `navigator.credentials.create` would give. */
    create: (challenge: string, at = origin) => {
      const attested = Buffer.concat([Buffer.alloc(16), lengthOf(credentialId), credentialId, coseKey]);
      const data = authenticatorData(USER_PRESENT | HAS_CREDENTIAL, attested);
      // CBOR: {"fmt": "none", "attStmt": {}, "authData": data}
      const attestationObject = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex'),
        lengthOf(data),
        data,
      ]);
      return {
        ...common,
        response: {
          clientDataJSON: clientData('webauthn.create', challenge, at).toString('base64url'),
          attestationObject: attestationObject.toString('base64url'),
          transports: ['internal'],
        },
      };
    },
    /** What `navigator.credentials.get` would give. */
    answer: (challenge: string, at = origin, isOwnerSeen = false) => {
      counter += 1;
      const data = authenticatorData(isOwnerSeen ? USER_PRESENT | USER_VERIFIED : USER_PRESENT);
      const client = clientData('webauthn.get', challenge, at);
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey);
      return {
        ...common,
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: signature.toString('base64url'),
        },
      };
    },
  };
};
