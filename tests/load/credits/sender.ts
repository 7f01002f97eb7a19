// A process of its own that reports credits: each connection sends the next one as soon as its last one is answered. What
// was refused or not answered is sent again under the same key, as a bank does, until it is known to be taken.
import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, bearer, call, type Headers } from '../platform/door.ts';
import { creditAt, type Plan, type Told } from './credit.ts';

const AGAIN_AFTER_MS = 100;
const TRIES_MAX = 100;

const tell = (told: Told, done?: () => void): void => {
  process.send?.(told, undefined, undefined, done);
};

const isTaken = ({ status }: Answer): boolean => status >= 200 && status <= 299;

/** What to count an answer under that was no success: its status and the code of the problem. */
const nameOf = ({ status, text }: Answer): string => `${status} ${/"code":"([^"]+)"/.exec(text)?.[1] ?? ''}`.trim();

type Results = { readonly durationsMs: number[]; readonly errors: Map<string, number>; sumVnd: bigint };

const report = async (
  { gatewayUrl, agent }: { readonly gatewayUrl: string; readonly agent: Agent },
  { headers, round, index }: { readonly headers: Headers; readonly round: string; readonly index: number },
  results: Results,
): Promise<void> => {
  const credit = creditAt(round, index);
  const key = { 'idempotency-key': credit.bankReference, 'content-type': 'application/json' };
  const options = { headers: { ...headers, ...key }, body: JSON.stringify(credit), agent };
  const started = performance.now();
  for (let tries = 1; ; tries += 1) {
    const answer = await call(gatewayUrl, '/v1/bank-credits', options).catch((error: unknown) => ({
      status: 0,
      text: error instanceof Error ? error.message : String(error),
    }));
    if (isTaken(answer)) break;
    const name = nameOf(answer);
    results.errors.set(name, (results.errors.get(name) ?? 0) + 1);
    if (tries === TRIES_MAX) throw new Error(`${credit.bankReference} was not taken: ${name}`);
    await pause(AGAIN_AFTER_MS);
  }
  results.durationsMs.push(performance.now() - started);
  results.sumVnd += BigInt(credit.amountVnd);
};

process.once('message', async ({ gatewayUrl, clients, connections, seconds, round }: Plan) => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const headers: Headers[] = [];
  for (const { clientId, clientSecret } of clients) headers.push(await bearer(gatewayUrl, clientId, clientSecret));
  const results: Results = { durationsMs: [], errors: new Map(), sumVnd: 0n };
  tell({ kind: 'ready' });
  const started = performance.now();
  const end = started + seconds * 1_000;
  let next = 0;
  const connection = async (): Promise<void> => {
    while (performance.now() < end) {
      const index = next;
      next += 1;
      const own = headers[index % headers.length] ?? {};
      await report({ gatewayUrl, agent }, { headers: own, round, index }, results);
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  const elapsedMs = performance.now() - started;
  const { durationsMs, errors, sumVnd } = results;
  const expected = { count: durationsMs.length, sumVnd };
  tell({ kind: 'end', expected, durationsMs, elapsedMs, errors }, () => process.exit(0));
});
