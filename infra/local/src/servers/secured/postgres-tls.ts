import { chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a server needs that takes sessions by TLS alone, as one in production does. All PEM. */
export type PostgresTls = {
  readonly privateKey: string;
  /** For the name `localhost`. */
  readonly certificate: string;
  /** Whom clients ask about it. */
  readonly authority: string;
};

/** Who comes without TLS is told that there is no rule for them. */
const HOSTSSL = 'hostssl all all 127.0.0.1/32 scram-sha-256\nhostssl all all ::1/128 scram-sha-256\n';

/** Writes the files into the folder. @returns settings of the server, and what the URL of a client says of them */
export const securePostgres = (
  { privateKey, certificate, authority }: PostgresTls,
  directory: string,
  /** Whom the server runs as; left out for who started it. */
  user: { readonly uid: number; readonly gid: number } | undefined,
): { readonly settings: Readonly<Record<string, string>>; readonly query: string } => {
  const fileOf = (name: string): string => join(directory, name);
  writeFileSync(fileOf('server.key'), privateKey, { mode: 0o600 });
  // The server takes a key of its own user or of root, that nobody else can read.
  if (user !== undefined) chownSync(fileOf('server.key'), user.uid, user.gid);
  writeFileSync(fileOf('server.pem'), certificate);
  writeFileSync(fileOf('authority.pem'), authority);
  writeFileSync(fileOf('hba.conf'), HOSTSSL);
  return {
    settings: {
      ssl: 'on',
      ssl_key_file: fileOf('server.key'),
      ssl_cert_file: fileOf('server.pem'),
      hba_file: fileOf('hba.conf'),
    },
    query: `?sslmode=verify-full&sslrootcert=${encodeURIComponent(fileOf('authority.pem'))}`,
  };
};
