import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { PrerequisiteError } from './prerequisites';

/** How a PostgreSQL program is started so that it does not run as root, which it refuses. */
export type PostgresIdentity = {
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
  /** Words that go before the command. */
  readonly prefix: readonly string[];
};

/**
 * Prepares `dataDirectory` and finds who PostgreSQL runs as: the user who started this, or for root the owner of the
 * existing data, else the machine's `postgres`, else `nobody`; no user is ever created.
 * @throws PrerequisiteError when the data belongs to somebody else or cannot be reached
 */
export const preparePostgresIdentity = (dataDirectory: string, program: string): PostgresIdentity => {
  if (process.getuid?.() !== 0) {
    requireOwnData(dataDirectory);
    return { user: undefined, prefix: [] };
  }
  const user = unprivilegedUser(dataDirectory);
  mkdirSync(dataDirectory, { recursive: true });
  chownSync(dataDirectory, user.uid, user.gid);
  chmodSync(dataDirectory, 0o700);
  if (canWork([], { dataDirectory, program, user })) return { user, prefix: [] };
  // The checkout lies in a folder that only root may enter (/root). The server then keeps one right of root: to pass
  // folders whatever their permissions are. Without the securebit, access(2), by which initdb looks for its programs,
  // would leave that right out of account.
  const capability = '+dac_override';
  const prefix = [
    'setpriv',
    '--securebits=+no_setuid_fixup',
    ...[`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'],
    ...[`--inh-caps=${capability}`, `--ambient-caps=${capability}`],
    '--',
  ];
  if (canWork(prefix, { dataDirectory, program, user: undefined })) return { user: undefined, prefix };
  throw new PrerequisiteError(
    `PostgreSQL refuses to run as root, and the user it would run as instead cannot enter ${dataDirectory} or ${program}: start as an ordinary user, or move the checkout out of root's own folders.`,
  );
};

const requireOwnData = (dataDirectory: string): void => {
  if (!existsSync(dataDirectory) || statSync(dataDirectory).uid === userInfo().uid) return;
  throw new PrerequisiteError(
    `The PostgreSQL data in ${dataDirectory} belongs to another user (perhaps root started it): remove it, or set ANSINH_DATA to another folder.`,
  );
};

const unprivilegedUser = (dataDirectory: string): { uid: number; gid: number } => {
  if (existsSync(dataDirectory)) {
    const { uid, gid } = statSync(dataDirectory);
    if (uid !== 0) return { uid, gid };
  }
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new PrerequisiteError(
    'PostgreSQL refuses to run as root, and there is neither a user "postgres" nor "nobody": start as an ordinary user.',
  );
};

type Trial = {
  readonly dataDirectory: string;
  readonly program: string;
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
};

const canWork = (prefix: readonly string[], { dataDirectory, program, user }: Trial): boolean => {
  const words = [...prefix, '/bin/sh', '-c', 'test -w "$0" && test -x "$1"', dataDirectory, program];
  const [command = '/bin/sh', ...args] = words;
  return spawnSync(command, args, { stdio: 'ignore', ...(user ?? {}) }).status === 0;
};
