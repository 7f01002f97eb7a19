// npm run load -- credits [--seconds N] [--connections N,N,...]: the software of a bank reports credits one by one through
// the gateway, each connection as soon as its last one is answered, on the whole platform with durable settings; beside it
// pgbench writes rows of the same kind into a database of its own on the same PostgreSQL. Afterwards the books are compared
// with what was answered.
import { type ChildProcess, fork } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asAdministrators, type Platform, registerPartner } from '@ansinh/local';
import { differencesOf, readBooks } from './credits/books.ts';
import { BANK, type BankClient, type Expected, type Plan, type Told } from './credits/credit.ts';
import { readOptions } from './credits/options.ts';
import { findPgbench, preparePgbench, runPgbench } from './credits/pgbench.ts';
import { type DoorRound, type Round, report } from './credits/report.ts';
import type { RunOnPlatform } from './platform/context.ts';
import { bearer } from './platform/door.ts';
import { untilRead } from './platform/events.ts';
import { percentiles } from './platform/percentiles.ts';
import { pidsOf, type Used, watchProcesses } from './platform/processes.ts';

export const platform = true;

const folder = resolve(fileURLToPath(import.meta.url), '..');
const WARM_UP = { connections: 16, seconds: 10 };
/** The gateway lets 100 requests a second of one client through: the bank has so many programs. */
const CLIENTS = 64;

/** True when every credit was taken at once and the books say what was answered. */
export const run: RunOnPlatform = async ({ platform: running, options, directory, signal }) => {
  const { seconds, connections } = readOptions(options);
  const { gatewayUrl, postgres } = running;
  const pgbench = findPgbench();
  if (pgbench === undefined)
    console.log('pgbench is not installed (Debian: apt install postgresql), so the door is measured alone.');
  else await preparePgbench(postgres);
  const clients = await registerClients(running);
  const operator = await bearer(gatewayUrl, 'demo-operator', 'demo-secret');
  const watch = (sender: ChildProcess) =>
    watchProcesses(new Map([...pidsOf(running), ['sender', sender.pid ?? process.pid]]));
  const books = { count: 0, sumVnd: 0n };
  const send = async (plan: Pick<Plan, 'connections' | 'seconds' | 'round'>): Promise<DoorRound> => {
    const { expected, door } = await runSender({ gatewayUrl, clients, ...plan }, { watch, signal });
    books.count += expected.count;
    books.sumVnd += expected.sumVnd;
    // What waits in outboxes and topics is not the load of what is measured next.
    await untilRead(gatewayUrl, operator);
    return door;
  };
  console.log(`${WARM_UP.connections} connections for ${WARM_UP.seconds} s to warm up ...`);
  await send({ ...WARM_UP, round: 'warm-up' });
  const rounds: Round[] = [];
  for (const [index, count] of connections.entries()) {
    console.log(`${count} connections for ${seconds} s ...`);
    const door = await send({ connections: count, seconds, round: `round-${index}` });
    const yardstick =
      pgbench === undefined
        ? undefined
        : await runPgbench({ pgbench, postgres, directory }, { connections: count, seconds, signal });
    rounds.push({ connections: count, door, yardstick });
  }
  const read = await readBooks(postgres.url('collection'));
  return report({ seconds, rounds, differences: differencesOf(read, books) });
};

/** Two administrators let the programs of the bank in, and each opens its invitation. */
const registerClients = async ({ gatewayUrl, mail }: Platform): Promise<BankClient[]> => {
  const door = { gatewayUrl, mailUrl: mail.url, administrators: await asAdministrators(gatewayUrl) };
  const clients: BankClient[] = [];
  for (let index = 0; index < CLIENTS; index += 1) {
    const partner = { clientId: `load-bank-${index}`, name: `Bank ${index}`, role: 'bank', tenantCode: BANK } as const;
    const { clientId, clientSecret } = await registerPartner(door, partner);
    clients.push({ clientId, clientSecret });
  }
  return clients;
};

type Watching = {
  readonly watch: (sender: ChildProcess) => ReturnType<typeof watchProcesses>;
  readonly signal: AbortSignal;
};

/** One round of the sender, in a process of its own: its processor time is told apart. */
const runSender = async (
  plan: Plan,
  { watch, signal }: Watching,
): Promise<{ readonly expected: Expected; readonly door: DoorRound }> => {
  const sender = fork(join(folder, 'credits/sender.ts'), { signal, serialization: 'advanced' });
  let watching: ReturnType<typeof watchProcesses> | undefined;
  let used: readonly Used[] = [];
  const told = await new Promise<Extract<Told, { kind: 'end' }>>((done, fail) => {
    let end: Extract<Told, { kind: 'end' }> | undefined;
    sender.on('error', fail);
    sender.on('exit', (code) =>
      code === 0 && end !== undefined ? done(end) : fail(new Error(`the sender ended with ${code}`)),
    );
    sender.on('message', (message: Told) => {
      if (message.kind === 'ready') {
        watching = watch(sender);
        return;
      }
      used = watching?.stop() ?? [];
      end = message;
    });
    sender.send(plan);
  });
  const { expected, durationsMs, elapsedMs, errors } = told;
  const door = { perSecond: expected.count / (elapsedMs / 1_000), times: percentiles(durationsMs), errors, used };
  return { expected, door: { ...door, count: expected.count } };
};
