/** What `npm start` runs once everything is built: the platform, then the sample month, then it stays up. */
import { join } from 'node:path';
import { isProduction, readLocalConfig } from './config';
import { partnersAsked } from './partners/test-partner.rules';
import { makeTestPartners } from './partners/test-partners';
import { type Platform, startPlatform } from './platform';
import { tableOf } from './sample-month/report';
import { runSampleMonth } from './sample-month/run';
import { PrerequisiteError } from './servers/prerequisites';
import { ChildFailedError } from './servers/processes/supervisor';
import { stopOnSignal } from './signals';

const say = (line: string): void => console.log(line);

type Made = { readonly batchId: string | undefined; readonly partnersFile: string | undefined };

const addresses = (platform: Platform, { batchId, partnersFile }: Made): string =>
  tableOf('An Sinh is running; Ctrl-C stops it', [
    ['API and its documentation', `${platform.gatewayUrl}/docs`],
    ['OpenAPI', `${platform.gatewayUrl}/openapi.json`],
    ['Traces', `${platform.zipkin.url}/zipkin/`],
    ['Mail that was sent', platform.mail.url],
    ...(batchId === undefined
      ? []
      : ([['What became of its payments', `npm run --silent life -- ${batchId}`]] as const)),
    ...(partnersFile === undefined ? [] : ([['Secrets of the test partners', partnersFile]] as const)),
    ['A first token', 'npm run --silent token -- officer'],
  ]);

const playMonth = async (platform: Platform): Promise<string | undefined> => {
  const { month, report, seconds } = await runSampleMonth(
    { gatewayUrl: platform.gatewayUrl, mailUrl: platform.mail.url },
    say,
  );
  say(tableOf(`The sample month ${month.region.month} in ${seconds.toFixed(1)} s`, report.lines));
  for (const fault of report.faults) console.error(`WRONG: ${fault}`);
  return month.state.batch?.batchId;
};

const makePartners = async (platform: Platform, count: number | undefined): Promise<string | undefined> => {
  if (count === undefined) return undefined;
  const file = join(readLocalConfig().rootDirectory, '.local', 'partners.json');
  say(`Making ${count} test partners of each kind ...`);
  await makeTestPartners({ gatewayUrl: platform.gatewayUrl, mailUrl: platform.mail.url, count, file });
  return file;
};

const abort = new AbortController();

const main = async (): Promise<void> => {
  const isEmpty = process.argv.includes('--empty');
  const partners = partnersAsked(process.argv, isProduction());
  let platform: Platform | undefined;
  stopOnSignal(async () => {
    say('Stopping ...');
    abort.abort();
    await platform?.stop();
  });
  const started = performance.now();
  platform = await startPlatform(readLocalConfig(), {
    onProgress: say,
    signal: abort.signal,
    revives: true,
    onUnexpectedExit: ({ name, code, signal, logFile }) =>
      console.error(`${name} ended by itself (${signal ?? `code ${code}`}): see ${logFile}`),
  });
  say(`Ready after ${((performance.now() - started) / 1000).toFixed(1)} s.`);
  const batchId = isEmpty ? undefined : await playMonth(platform);
  const partnersFile = await makePartners(platform, partners);
  say(addresses(platform, { batchId, partnersFile }));
};

main().catch((error: unknown) => {
  // Stopped while it was starting or playing: the signal handler ends the process.
  if (abort.signal.aborted) return;
  const isExplained = error instanceof PrerequisiteError || error instanceof ChildFailedError;
  console.error(isExplained ? error.message : error);
  process.exit(1);
});
