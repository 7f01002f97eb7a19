import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Probe } from '../processes/probes';

/** What a broker needs that demands TLS, a name and rights, as one in production does. */
export type ListenerSecurity = {
  /** PEM: the private key (PKCS #8) and the certificate of the broker, for the name `localhost`. */
  readonly privateKey: string;
  readonly certificate: string;
  /** PEM of the authority of all certificates, by which the broker and its own controller know each other. */
  readonly authority: string;
  /** The common name in the certificate. */
  readonly commonName: string;
  /** Passwords by the names of users (SCRAM-SHA-512). All that are ever known: they are written with the cluster. */
  readonly users: Readonly<Record<string, string>>;
  /** Which of them may do everything; the broker speaks to other brokers under this name too. */
  readonly administrator: string;
  /** Whether it answers one who has a name; a probe without one learns nothing. */
  readonly isReady: Probe;
};

type Properties = Record<string, string | number | boolean>;

type Ports = { readonly port: number; readonly controllerPort: number; readonly advertisedPort: number };

/** Anybody on this machine, without a name. */
export const openListener = ({ port, controllerPort, advertisedPort }: Ports): Properties => ({
  'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
  listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
  'advertised.listeners': `PLAINTEXT://127.0.0.1:${advertisedPort}`,
});

/** By TLS alone, and what nobody has been allowed is forbidden. Writes the key and the certificates into the folder. */
export const securedListener = (
  { privateKey, certificate, authority, commonName, users, administrator }: ListenerSecurity,
  directory: string,
  { port, controllerPort, advertisedPort }: Ports,
): Properties => {
  const keyStore = join(directory, 'broker.pem');
  const trustStore = join(directory, 'authority.pem');
  writeFileSync(keyStore, `${privateKey.trim()}\n${certificate.trim()}\n`, { mode: 0o600 });
  writeFileSync(trustStore, authority);
  const login = `username="${administrator}" password="${users[administrator] ?? ''}"`;
  return {
    'controller.quorum.voters': `1@localhost:${controllerPort}`,
    listeners: `SASL_SSL://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `SASL_SSL://localhost:${advertisedPort}`,
    // A controller cannot look up passwords, which are in what it keeps itself: it knows the broker by its certificate.
    'listener.security.protocol.map': 'SASL_SSL:SASL_SSL,CONTROLLER:SSL',
    'listener.name.controller.ssl.client.auth': 'required',
    'inter.broker.listener.name': 'SASL_SSL',
    'sasl.mechanism.inter.broker.protocol': 'SCRAM-SHA-512',
    'sasl.enabled.mechanisms': 'SCRAM-SHA-512',
    'listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config': `org.apache.kafka.common.security.scram.ScramLoginModule required ${login};`,
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': keyStore,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': trustStore,
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': `User:${administrator};User:CN=${commonName}`,
  };
};

/** For the tool that writes a new cluster: whom it knows. */
export const userArguments = ({ users }: ListenerSecurity): readonly string[] =>
  Object.entries(users).flatMap(([name, password]) => [
    '--add-scram',
    `SCRAM-SHA-512=[name=${name},password=${password}]`,
  ]);
