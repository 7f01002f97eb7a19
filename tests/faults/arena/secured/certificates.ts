import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { md, pki } from 'node-forge';

/** PEM: a private key (PKCS #8) and its certificate. */
export type Identity = { readonly privateKey: string; readonly certificate: string };

/** Who vouches for servers; good for an hour. */
export type Authority = {
  /** PEM of its own certificate: what clients trust. */
  readonly certificate: string;
  /** For a server that is called by these names. */
  readonly issue: (commonName: string, names: readonly string[]) => Identity;
};

type Pair = { readonly privateKey: string; readonly publicKey: string };
type Extensions = Parameters<pki.Certificate['setExtensions']>[0];

const newPair = (): Pair =>
  generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });

type Signing = { readonly name: string; readonly privateKey: string };

const certify = (
  { publicKey, name }: Pick<Pair, 'publicKey'> & { readonly name: string },
  issuer: Signing,
  extensions: Extensions,
): string => {
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(publicKey);
  // A positive number: its first bit is no sign.
  certificate.serialNumber = `01${randomBytes(8).toString('hex')}`;
  certificate.validity.notBefore = new Date(Date.now() - 60_000);
  certificate.validity.notAfter = new Date(Date.now() + 3_600_000);
  certificate.setSubject([{ shortName: 'CN', value: name }]);
  certificate.setIssuer([{ shortName: 'CN', value: issuer.name }]);
  certificate.setExtensions(extensions);
  certificate.sign(pki.privateKeyFromPem(issuer.privateKey), md.sha256.create());
  return pki.certificateToPem(certificate).replaceAll('\r\n', '\n');
};

export const createAuthority = (name: string): Authority => {
  const own = newPair();
  const signing = { name, privateKey: own.privateKey };
  return {
    certificate: certify({ publicKey: own.publicKey, name }, signing, [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
      { name: 'subjectKeyIdentifier' },
    ]),
    issue: (commonName, names) => {
      const { publicKey, privateKey } = newPair();
      const certificate = certify({ publicKey, name: commonName }, signing, [
        { name: 'basicConstraints', cA: false, critical: true },
        { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
        // A broker is a client of its own controller, too.
        { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
        { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) },
      ]);
      return { privateKey, certificate };
    },
  };
};
