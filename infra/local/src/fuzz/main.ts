/** What `npm run fuzz` runs once everything is built: a platform of its own with the sample month in it, and every role. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownConfig } from '../own-config';
import { type Platform, startPlatform } from '../platform';
import { signInAs } from '../sample-month/partners/sign-in';
import { runSampleMonth } from '../sample-month/run';
import { PrerequisiteError } from '../servers/prerequisites';
import { stopOnSignal } from '../signals';
import { type FuzzOptions, readFuzzOptions } from './options';
import { findingsOf, lacksOf } from './run.rules';
import { installSchemathesis, runSchemathesis } from './schemathesis';

const say = (line: string): void => console.log(line);

type Trying = FuzzOptions & {
  readonly command: string;
  readonly reports: string;
  readonly signal: AbortSignal;
};

/** @returns what was found, one line for each kind and role */
const tryAll = async ({ gatewayUrl }: Platform, trying: Trying): Promise<string[]> => {
  const { roles, command, reports, seed, examples, seconds, signal } = trying;
  const findings: string[] = [];
  let cases = 0;
  for (const role of roles) {
    const token = await signInAs(gatewayUrl, role);
    const run = { seed, examples, seconds, signal, command, role, gatewayUrl, token, directory: reports };
    const report = await runSchemathesis(run);
    const found = findingsOf(role, report);
    cases += report.test_cases.generated;
    say(
      `${role}: ${report.test_cases.generated} cases at ${report.operations.tested} operations, ${found.length} kinds of findings; ended: ${report.stop_reason}`,
    );
    findings.push(...found);
  }
  say(`${cases} cases in all, of ${trying.cases} that were asked for.`);
  return [...findings, ...lacksOf(trying, cases)];
};

const abort = new AbortController();
const directory = mkdtempSync(join(tmpdir(), 'ansinh-fuzz-'));

const main = async (): Promise<void> => {
  const options = readFuzzOptions(process.argv.slice(2), 1 + (Date.now() % 1_000_000));
  let platform: Platform | undefined;
  const stop = async (): Promise<void> => {
    await platform?.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  stopOnSignal(async () => {
    abort.abort();
    await stop();
  });
  const config = await ownConfig(directory);
  const command = await installSchemathesis(config.cacheDirectory, say);
  say(
    `Seed ${options.seed}: "npm run fuzz -- --seed ${options.seed}" makes the same cases again, but for those that go on with an answer.`,
  );
  try {
    platform = await startPlatform(config, { onProgress: say, signal: abort.signal });
    await runSampleMonth({ gatewayUrl: platform.gatewayUrl, mailUrl: platform.mail.url }, () => undefined);
    const reports = join(config.rootDirectory, '.local/fuzz', String(options.seed));
    const findings = await tryAll(platform, { ...options, command, reports, signal: abort.signal });
    for (const finding of findings) console.error(`WRONG: ${finding}`);
    say(findings.length === 0 ? 'Every answer was one that the document knows.' : `Requests and answers: ${reports}`);
    process.exitCode = findings.length === 0 ? 0 : 1;
  } finally {
    await stop();
  }
};

main().catch((error: unknown) => {
  if (abort.signal.aborted) return;
  console.error(error instanceof PrerequisiteError ? error.message : error);
  process.exitCode = 1;
});
