// npm run load -- messaging [EVENTS] [--library-encoder]: how fast the relay empties an outbox, beside a bare kafkajs producer
// with the same messages, and how fast a projection takes events that are already in Kafka; each in a process of its own, after
// a tenth more as a warm-up, and in turn. With --library-encoder kafkajs encodes records itself, as it would without
// docs/adr/0012-record-encoder.md.
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TOPIC_PARTITIONS } from '@ansinh/contracts/catalogue/events';
import { ensureTopics } from '@ansinh/messaging/testing';
import { measureApart } from './messaging/apart.ts';
import type { Rate } from './messaging/clock.ts';
import { fillTopic } from './messaging/inbox.ts';
import { readOptions } from './messaging/options.ts';
import type { PartName } from './messaging/part.ts';
import { fillOutbox, RELAY_TOPICS } from './messaging/relay.ts';
import { type Settings, warmUpFor } from './messaging/settings.ts';
import { openWorld, type World } from './messaging/world.ts';
import type { RunOnServers } from './platform/context.ts';

const PART = join(resolve(fileURLToPath(import.meta.url), '..'), 'messaging/part.ts');
const ROUNDS = 2;
/** No further round begins after this: a machine that is busy otherwise says little anyway. */
const ROUNDS_MS = 60_000;
const TARGETS = { relay: 40_000, share: 0.6, inbox: 30_000 };

/** What a part finds when it begins. */
const PREPARE: Readonly<Record<PartName, (world: World) => Promise<void>>> = {
  bare: fillOutbox,
  relay: fillOutbox,
  projection: fillTopic,
};
const PARTS: readonly PartName[] = ['bare', 'relay', 'projection'];

export const platform = false;

export const run: RunOnServers = async ({ postgres, kafka: broker, options, signal }) => {
  const { events, isLibraryEncoder } = readOptions(options);
  await postgres.createDatabase('load');
  const settings: Settings = {
    url: postgres.url('load'),
    brokers: broker.brokers,
    events,
    warmUp: warmUpFor(events),
    isLibraryEncoder,
  };
  const world = await openWorld(settings);
  try {
    await ensureTopics(world.kafka);
    const rates: Record<PartName, Rate[]> = { bare: [], relay: [], projection: [] };
    const started = performance.now();
    for (let round = 0; round < ROUNDS && performance.now() - started < ROUNDS_MS; round += 1)
      // Each round in the other order: a machine that grows slower is slower for all.
      for (const part of round % 2 === 0 ? PARTS : PARTS.toReversed()) {
        await PREPARE[part](world);
        rates[part].push(await measureApart({ file: PART, args: [part, JSON.stringify(settings)], signal }));
      }
    return report({ ...rates, events, isLibraryEncoder });
  } finally {
    await world.close();
  }
};

type Measured = {
  readonly bare: readonly Rate[];
  readonly relay: readonly Rate[];
  readonly projection: readonly Rate[];
  readonly events: number;
  readonly isLibraryEncoder: boolean;
};

const best = (rounds: readonly Rate[]): Rate =>
  rounds.reduce((one, other) => (one.perSecond > other.perSecond ? one : other));

const report = ({ bare, relay, projection, events, isLibraryEncoder }: Measured): boolean => {
  const share = best(relay).perSecond / best(bare).perSecond;
  const line = (name: string, ...cells: readonly string[]) =>
    console.log(name.padEnd(34) + cells.map((text) => text.padStart(12)).join(''));
  const encoder = isLibraryEncoder ? "kafkajs' own" : 'our';
  console.log(
    `\n${events} events, ${RELAY_TOPICS.length} topics with ${TOPIC_PARTITIONS} partitions, one broker, ${encoder} encoder`,
  );
  line('', 'events/s', 'target', 'CPU us each', 'rounds');
  const rows: readonly (readonly [string, string, readonly Rate[]])[] = [
    ['bare kafkajs producer', '', bare],
    ['relay out of the outbox', String(TARGETS.relay), relay],
    ['projection (inbox, order, view)', String(TARGETS.inbox), projection],
  ];
  for (const [name, target, rounds] of rows) {
    const { perSecond, cpuUs } = best(rounds);
    const all = rounds.map((round) => round.perSecond.toFixed(0)).join(' ');
    line(name, perSecond.toFixed(0), target, cpuUs.toFixed(1), `   ${all}`);
  }
  line('relay / bare producer', `${(100 * share).toFixed(0)} %`, `${100 * TARGETS.share} %`);
  const isFast = best(relay).perSecond >= TARGETS.relay && best(projection).perSecond >= TARGETS.inbox;
  return isFast && share >= TARGETS.share;
};
