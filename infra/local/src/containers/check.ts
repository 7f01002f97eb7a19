import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { BankStatementResult } from '@ansinh/contracts/collection/api';
import type { PlatformStatus } from '@ansinh/contracts/operations/api';
import type { TrialBalance } from '@ansinh/contracts/payment/api';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { buildCreditNotification } from '@ansinh/sample-data';
import { Partner } from '../sample-month/partners/partner';
import { type DEMO_CLIENTS, demoClient } from '../sample-month/partners/sign-in';
import type { Compose } from '../servers/compose';
import {
  changedTotals,
  eventsIn,
  lostOffsets,
  type Offsets,
  readCommitted,
  readEnds,
  readTotals,
  unrestOf,
} from './kept.rules';

export type ContainerCheck = {
  readonly compose: Compose;
  readonly gatewayUrl: string;
  readonly say: (line: string) => void;
};

const CREDITS = 'collection.credits.v1';
const CREDIT_VND = 1_250_000n;
const QUIET_WITHIN_MS = 180_000;
const PAUSE_MS = 1_000;
// Both images hold Kafka's libraries there; the tools ask the broker that stands in the same container.
const ENDS = "java -cp '/opt/kafka/libs/*' org.apache.kafka.tools.GetOffsetShell --bootstrap-server kafka:9092";
const COMMITTED = '/opt/kafka/bin/kafka-consumer-groups.sh --bootstrap-server kafka:9092 --describe --all-groups';

type Kept = { readonly ends: Offsets; readonly committed: Offsets };
type Ledgers = { readonly payment: TrialBalance; readonly collection: TrialBalance };

const partnerOf = (gatewayUrl: string, name: keyof typeof DEMO_CLIENTS): Partner => {
  const traceparent = `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
  return new Partner({ gatewayUrl, traceparent, token: demoClient(gatewayUrl, name, { traceparent }) });
};

const readKept = async (compose: Compose): Promise<Kept> => {
  const inKafka = (command: string) => compose.run('exec', '--no-TTY', 'kafka', 'bash', '-c', command);
  return { ends: readEnds(await inKafka(ENDS)), committed: readCommitted(await inKafka(COMMITTED)) };
};

const readLedgers = async (gatewayUrl: string): Promise<Ledgers> => {
  const officer = partnerOf(gatewayUrl, 'officer');
  return {
    payment: await officer.get<TrialBalance>('/v1/ledger/trial-balance'),
    collection: await officer.get<TrialBalance>('/v1/collection-ledger/trial-balance'),
  };
};

const readStatus = (gatewayUrl: string): Promise<PlatformStatus> =>
  partnerOf(gatewayUrl, 'operator').get<PlatformStatus>('/v1/operations/status');

/** Waits until all that was told has taken effect. @throws Error that names what is still on its way */
const untilQuiet = async (gatewayUrl: string): Promise<void> => {
  const deadline = performance.now() + QUIET_WITHIN_MS;
  for (;;) {
    const unrest = unrestOf(await readStatus(gatewayUrl));
    if (unrest.length === 0) return;
    if (performance.now() > deadline)
      throw new Error(`not quiet after ${QUIET_WITHIN_MS / 1000} s: ${unrest.join('; ')}`);
    await delay(PAUSE_MS);
  }
};

/** A credit without a reference of ours, which is kept in suspense: it moves the ledger and tells one event. */
const sendCredit = async (gatewayUrl: string, number: number): Promise<void> => {
  const xml = buildCreditNotification({
    messageId: `CAMT054-CONTAINERS-${number}`,
    createdAt: new Date('2026-11-06T02:00:00Z'),
    account: { number: '1066000000001', ownerName: 'BHXH KHU VUC XXVI', bankBin: '970405' },
    payments: [
      {
        bankReference: `FT2631000000${number}`,
        amountVnd: CREDIT_VND,
        bookedOn: localDate('2026-11-06'),
        content: 'nop tien bao hiem',
        payerName: 'CONG TY MAU',
        payerAccount: '190000009',
      },
    ],
  });
  const bank = partnerOf(gatewayUrl, 'bank');
  const { suspense } = await bank.post<BankStatementResult>('/v1/bank-statements', { xml }, `containers-${number}`);
  if (suspense !== 1) throw new Error(`the credit was not taken into suspense: ${suspense}`);
};

const playedMonth = async (compose: Compose): Promise<ReadonlyMap<string, string>> => {
  const { code, output } = await compose.ended('sample-month');
  if (code !== 0) throw new Error(`the sample month ended with code ${code}:\n${output}`);
  const totals = readTotals(output);
  if (totals.size === 0) throw new Error(`the sample month printed no totals:\n${output}`);
  return totals;
};

const outboxOfCollection = ({ services }: PlatformStatus): number => {
  const collection = services.find(({ service }) => service === 'collection');
  return collection?.status === 'ok' ? (collection.data.database?.outbox.messages ?? 0) : 0;
};

const creditedVnd = ({ collection }: Ledgers): bigint => BigInt(collection.creditVnd);
const sameLedgers = (one: Ledgers, other: Ledgers): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Starts the platform in containers, plays the month, takes everything down but the volumes while an event still waits in an
 * outbox, and starts it again.
 * @returns what was lost or is wrong; nothing when all is well
 */
export const checkContainers = async ({ compose, gatewayUrl, say }: ContainerCheck): Promise<string[]> => {
  const timed = async <Result>(what: string, work: Promise<Result>): Promise<Result> => {
    const from = performance.now();
    const result = await work;
    say(`${what} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
    return result;
  };
  await timed('Built and started on empty volumes', compose.run('up', '--build', '--detach'));
  const month = await timed('The month is played', playedMonth(compose));
  for (const [label, value] of month) say(`  ${label}: ${value}`);
  await timed('Everything that was told has taken effect', untilQuiet(gatewayUrl));
  const kept = await readKept(compose);
  say(`  ${[...kept.ends.values()].reduce((sum, offset) => sum + offset, 0)} events in ${kept.ends.size} partitions`);

  await timed('Kafka is stopped', compose.run('stop', 'kafka'));
  await timed('A credit comes while there is no Kafka', sendCredit(gatewayUrl, 1));
  const waiting = outboxOfCollection(await readStatus(gatewayUrl));
  const ledgers = await readLedgers(gatewayUrl);
  await timed('Everything is taken down but the volumes', compose.run('down'));
  await timed('Started again', compose.run('up', '--detach'));
  const again = await timed('The month is played again', playedMonth(compose));
  await timed('Everything that was told has taken effect', untilQuiet(gatewayUrl));
  const keptAgain = await readKept(compose);
  const ledgersAgain = await readLedgers(gatewayUrl);

  await timed('Another credit is taken', sendCredit(gatewayUrl, 2));
  await timed('Everything that was told has taken effect', untilQuiet(gatewayUrl));
  const end = await readKept(compose);
  const creditsAgain = eventsIn(keptAgain.ends, CREDITS) - eventsIn(kept.ends, CREDITS);
  const creditsAtLast = eventsIn(end.ends, CREDITS) - eventsIn(keptAgain.ends, CREDITS);
  return [
    ...(waiting > 0 ? [] : ['no event waited in the outbox while there was no Kafka']),
    ...changedTotals(month, again, ['Collection ledger']),
    ...lostOffsets(kept.ends, keptAgain.ends),
    ...lostOffsets(kept.committed, keptAgain.committed),
    ...(sameLedgers(ledgers, ledgersAgain) ? [] : ['the ledgers are not what they were']),
    ...(creditsAgain === 1 ? [] : [`the event that waited was told ${creditsAgain} times`]),
    ...(creditsAtLast === 1 ? [] : [`the new credit was told ${creditsAtLast} times`]),
    ...(creditedVnd(await readLedgers(gatewayUrl)) > creditedVnd(ledgersAgain)
      ? []
      : ['the new credit is not in the ledger']),
  ];
};
