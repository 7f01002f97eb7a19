// The outbox, emptied by the relay; and the same messages sent by a bare producer.
import { TOPICS } from '@ansinh/contracts/catalogue/events';
import { PayoutPaid } from '@ansinh/contracts/payment/events';
import { newId } from '@ansinh/database';
import { headersOf } from '@ansinh/messaging';
import { openRelaySession, Relay } from '@ansinh/messaging/testing';
import { perEvent, type Rate, startClock, until } from './clock.ts';
import { attributesOfLoad, BATCH, payoutPaid, type World } from './world.ts';

const TOPICS_OF_RELAY = 6;

export const RELAY_TOPICS = TOPICS.filter(
  (topic) => !topic.endsWith('.dead-letters') && topic !== PayoutPaid.topic,
).slice(0, TOPICS_OF_RELAY);

type StoredRow = {
  readonly topic: string;
  readonly key: string;
  readonly headers: string;
  readonly data: string;
  readonly sequence: string;
};

/** The outbox as a service would fill it: attributes in JSONB, about 300 bytes of data, two events per aggregate. */
const fillOutbox = async ({ sql, events }: World): Promise<void> => {
  const attributes = attributesOfLoad('x', 1);
  const data = JSON.stringify(payoutPaid(newId()));
  await sql(`TRUNCATE platform.outbox`);
  await sql(`INSERT INTO platform.outbox (event_id, topic, key, headers, data, sequence)
    SELECT gen_random_uuid(), (ARRAY['${RELAY_TOPICS.join("','")}'])[1 + n % ${RELAY_TOPICS.length}],
           md5((n / 12)::text || (n % 6)::text)::uuid::text,
           '${JSON.stringify(attributes)}'::jsonb || jsonb_build_object('id', gen_random_uuid()), '${data}', 1 + n % 12 / 6
    FROM generate_series(0, ${events - 1}) AS n`);
  await sql('VACUUM ANALYZE platform.outbox');
};

/** Only the sending is timed. Rows wait as texts: as many objects would make it the garbage collector that is measured. */
export const measureBare = async (world: World): Promise<Rate> => {
  await fillOutbox(world);
  const rows = await world.sql<StoredRow>(
    'SELECT topic, key, headers::text, data, sequence FROM platform.outbox ORDER BY position',
  );
  const total = { ms: 0, cpuUs: 0 };
  for (let start = 0; start < rows.length; start += BATCH) {
    const topics = Map.groupBy(rows.slice(start, start + BATCH), ({ topic }) => topic);
    const topicMessages = [...topics].map(([topic, list]) => ({
      topic,
      messages: list.map(({ key, headers, data, sequence }) => ({
        key,
        value: data,
        headers: { ...headersOf(JSON.parse(headers)), ce_sequence: sequence },
      })),
    }));
    const end = startClock();
    await world.producer.sendBatch({ acks: -1, topicMessages });
    const { ms, cpuUs } = end();
    total.ms += ms;
    total.cpuUs += cpuUs;
  }
  return perEvent(world.events, total);
};

export const measureRelay = async (world: World): Promise<Rate> => {
  const { url, producer, logger, events } = world;
  await fillOutbox(world);
  const relay = new Relay({ openSession: () => openRelaySession(url), producer, logger });
  const end = startClock();
  relay.start();
  await until(() => relay.status.published >= events);
  const measured = perEvent(events, end());
  await relay.stop();
  const [outbox] = await world.sql<{ left: number }>('SELECT count(*)::int AS left FROM platform.outbox');
  if (outbox?.left !== 0) throw new Error(`${outbox?.left} rows are left in the outbox`);
  return measured;
};
