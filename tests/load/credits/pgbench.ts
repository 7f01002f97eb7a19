// The yardstick: pgbench with rows of the same kind, prepared statements, on the same PostgreSQL at the same time of day.
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type PostgresServer, withClient } from '@ansinh/local';
import { type Percentiles, percentiles } from '../platform/percentiles.ts';

export type Yardstick = {
  readonly perSecond: number;
  readonly times: Percentiles;
  readonly failed: number;
};

const DATABASE = 'yardstick';
const DEBIAN_PROGRAMS = '/usr/lib/postgresql';
const folder = resolve(fileURLToPath(import.meta.url), '..');

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const versionFolders = (debian: string): string[] => {
  try {
    return readdirSync(debian)
      .sort((one, other) => Number(other) - Number(one))
      .map((version) => join(debian, version, 'bin'));
  } catch {
    return [];
  }
};

type Places = {
  readonly path?: string | undefined;
  /** Holds a folder for each version, as Debian installs them. */
  readonly debian?: string;
};

/** The newest version that Debian has installed, else the one in the PATH; undefined when there is none. */
export const findPgbench = ({ path = process.env.PATH, debian = DEBIAN_PROGRAMS }: Places = {}): string | undefined =>
  [...versionFolders(debian), ...(path ?? '').split(delimiter)].map((each) => join(each, 'pgbench')).find(isProgram);

export const preparePgbench = async (postgres: PostgresServer): Promise<void> => {
  await postgres.createDatabase(DATABASE);
  const tables = readFileSync(join(folder, 'yardstick-tables.sql'), 'utf8');
  await withClient(postgres.url(DATABASE), (client) => client.query(tables));
};

/** What pgbench says at its end. @throws Error when it says something else */
export const readSummary = (output: string): { readonly perSecond: number; readonly failed: number } => {
  const perSecond = Number(/^tps = ([\d.]+)/m.exec(output)?.[1]);
  if (!(perSecond > 0)) throw new Error(`pgbench did not tell its rate: ${output.slice(0, 500)}`);
  return { perSecond, failed: Number(/^number of failed transactions: (\d+)/m.exec(output)?.[1] ?? 0) };
};

/** Milliseconds of the transactions of a log: `client number microseconds ...`. Failed ones have a word there. */
export const durationsOf = (log: string): number[] =>
  log.split('\n').flatMap((line) => {
    const microseconds = Number(line.split(' ')[2]);
    return Number.isFinite(microseconds) ? [microseconds / 1_000] : [];
  });

type Bench = { readonly pgbench: string; readonly postgres: PostgresServer; readonly directory: string };
type Wish = { readonly connections: number; readonly seconds: number; readonly signal: AbortSignal };

/** The password goes by the environment: arguments are seen by everybody. */
const environmentOf = (url: string): NodeJS.ProcessEnv => {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    ...process.env,
    PGHOST: hostname,
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
  };
};

export const runPgbench = async (
  { pgbench, postgres, directory }: Bench,
  { connections, seconds, signal }: Wish,
): Promise<Yardstick> => {
  const logs = mkdtempSync(join(directory, 'pgbench-'));
  const threads = Math.min(connections, cpus().length);
  const script = join(folder, 'yardstick-credit.sql');
  const args = ['-n', '-M', 'prepared', '-f', script, '-c', connections, '-j', threads, '-T', seconds, '-l'].map(
    String,
  );
  const child = spawn(pgbench, args, {
    cwd: logs,
    signal,
    env: environmentOf(postgres.url(DATABASE)),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((done, fail) => {
    child.on('error', fail);
    child.on('close', done);
  });
  const [output, complaints, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new Error(`pgbench ended with ${code}: ${complaints.slice(0, 500)}`);
  const durations = readdirSync(logs).flatMap((file) => durationsOf(readFileSync(join(logs, file), 'utf8')));
  return { ...readSummary(output), times: percentiles(durations) };
};
