// schemathesis (Python) makes requests of the OpenAPI document, valid and broken ones, and checks each answer against it.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inheritedEnvironment } from '../config';
import { PrerequisiteError } from '../servers/prerequisites';
import type { FuzzOptions, Role } from './options';
import { OUT_OF_TIME, RunReport } from './run.rules';

const VERSION = '4.32.5';
const execute = promisify(execFile);

/** More than a run prints: its failures go to the report. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

const isFailed = (error: unknown): error is { readonly code: unknown; readonly killed?: boolean } =>
  typeof error === 'object' && error !== null && 'code' in error;

/** Its exit code when it found something, which its report says. */
const FOUND = 1;

/** The command of the kept version, installed once into a virtual environment of its own in the cache. */
export const installSchemathesis = async (cacheDirectory: string, say: (line: string) => void): Promise<string> => {
  const folder = join(cacheDirectory, `schemathesis-${VERSION}`);
  const command = join(folder, 'bin/schemathesis');
  if (existsSync(command)) return command;
  say(`Installing schemathesis ${VERSION} (once) ...`);
  try {
    await execute('python3', ['-m', 'venv', folder]);
    await execute(join(folder, 'bin/pip'), ['install', '--quiet', `schemathesis==${VERSION}`]);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new PrerequisiteError(
      `schemathesis ${VERSION} could not be installed: npm run fuzz needs Python 3.10 or newer with venv (Debian: apt install python3-venv) and the network, once. ${detail}`,
    );
  }
  return command;
};

/** A new client may make 6,000 requests a minute, and what the gateway then refuses is no finding. */
const RATE = '5000/m';

/**
 * All checks, but for three things. Correct data may be refused by what the platform knows. A list that is too long may make a
 * body too large, which is said first (413). The national calls answer 200 and say in `maKetQua` what is wrong, as the gateway
 * that they stand for does. A check that is named in the command would be made there, too, whatever is said here.
 */
const SETTINGS = `[checks]
positive_data_acceptance.enabled = false
negative_data_rejection.expected-statuses = [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 428, 429, "5xx"]

[[operations]]
include-path-regex = "^/api/"
checks.negative_data_rejection.enabled = false
checks.missing_required_header.enabled = false
`;

export type FuzzRun = Pick<FuzzOptions, 'seed' | 'examples' | 'seconds'> & {
  readonly command: string;
  readonly role: Role;
  readonly gatewayUrl: string;
  readonly token: string;
  /** Reports are left here. */
  readonly directory: string;
  readonly signal: AbortSignal;
};

/**
 * Tries every operation as one role. It is told no time, since it would go on until that is over, and never
 * know whether it was enough; what lasts too long is ended here.
 */
export const runSchemathesis = async (run: FuzzRun): Promise<RunReport> => {
  const { command, role, gatewayUrl, token, directory, seed, examples, seconds, signal } = run;
  mkdirSync(directory, { recursive: true });
  const report = join(directory, `${role}.json`);
  const settings = join(directory, 'schemathesis.toml');
  writeFileSync(settings, SETTINGS);
  const args = [
    ...['--config-file', settings],
    ...['run', `${gatewayUrl}/openapi.json`, '--header', `Authorization: Bearer ${token}`],
    ...['--phases', 'examples,coverage,fuzzing,stateful', '--max-examples', String(examples)],
    ...['--seed', String(seed), '--continue-on-failure', '--no-shrink'],
    ...['--rate-limit', RATE, '--generation-database', 'none', '--warnings', 'off', '--no-color'],
    ...['--report', 'json,junit', '--report-json-path', report],
    ...['--report-junit-path', join(directory, `${role}.xml`)],
  ];
  // An earlier run with this seed has left its own.
  rmSync(report, { force: true });
  let isOutOfTime = false;
  try {
    await execute(command, args, {
      cwd: directory,
      env: inheritedEnvironment(),
      maxBuffer: MAX_OUTPUT_BYTES,
      signal,
      timeout: seconds * 1_000,
      // At this signal it still writes what it found.
      killSignal: 'SIGINT',
    });
  } catch (error) {
    isOutOfTime = isFailed(error) && error.killed === true && !signal.aborted;
    const isReported = isFailed(error) && (error.code === FOUND || isOutOfTime) && existsSync(report);
    if (!isReported) throw error;
  }
  const told = RunReport.parse(JSON.parse(readFileSync(report, 'utf8')));
  return isOutOfTime ? { ...told, stop_reason: OUT_OF_TIME } : told;
};
