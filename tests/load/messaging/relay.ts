// The outbox, emptied by the relay; and the same messages sent by a bare producer.
import { TOPICS } from '@ansinh/contracts/catalogue/events';
import { PayoutPaid } from '@ansinh/contracts/payment/events';
import { newId } from '@ansinh/database';
import { withClient } from '@ansinh/local';
import { headersOf } from '@ansinh/messaging';
import { openRelaySession, Relay } from '@ansinh/messaging/testing';
import { perEvent, type Rate, startClock, until } from './clock.ts';
import { BATCH } from './settings.ts';
import { attributesOfLoad, payoutPaidText, type World } from './world.ts';

const TOPICS_OF_RELAY = 6;

export const RELAY_TOPICS = TOPICS.filter(
  (topic) => !topic.endsWith('.dead-letters') && topic !== PayoutPaid.topic,
).slice(0, TOPICS_OF_RELAY);

/** The outbox as a service would fill it: attributes in JSONB, about 300 bytes of data, two events per aggregate. */
export const fillOutbox = async ({ sql, events, warmUp }: World): Promise<void> => {
  const attributes = attributesOfLoad('x', 1);
  const data = payoutPaidText(newId());
  await sql(`TRUNCATE platform.outbox`);
  await sql(`INSERT INTO platform.outbox (event_id, topic, key, headers, data, sequence)
    SELECT gen_random_uuid(), (ARRAY['${RELAY_TOPICS.join("','")}'])[1 + n % ${RELAY_TOPICS.length}],
           md5((n / 12)::text || (n % 6)::text)::uuid::text,
           '${JSON.stringify(attributes)}'::jsonb || jsonb_build_object('id', gen_random_uuid()), '${data}', 1 + n % 12 / 6
    FROM generate_series(0, ${warmUp + events - 1}) AS n`);
  await sql('VACUUM ANALYZE platform.outbox');
};

type StoredRow = {
  readonly position: string;
  readonly topic: string;
  readonly key: string;
  readonly headers: string;
  readonly data: string;
  readonly sequence: string;
};

const NEXT_ROWS = `SELECT position::text, topic, key, headers::text, data, sequence FROM platform.outbox
  WHERE position > $1::bigint ORDER BY outbox.position LIMIT $2`;

const messagesOf = (rows: readonly StoredRow[]) =>
  [...Map.groupBy(rows, ({ topic }) => topic)].map(([topic, list]) => ({
    topic,
    messages: list.map(({ key, headers, data, sequence }) => ({
      key,
      value: data,
      headers: { ...headersOf(JSON.parse(headers)), ce_sequence: sequence },
    })),
  }));

/** Only the sending is timed. It reads a batch at a time, as the relay does: all rows at once would be measured as garbage. */
export const measureBare = ({ url, producer, events, warmUp }: World): Promise<Rate> =>
  withClient(url, async (client) => {
    const total = { ms: 0, cpuUs: 0 };
    let sent = 0;
    for (let after: string | undefined = '0'; after !== undefined; ) {
      const { rows }: { rows: StoredRow[] } = await client.query<StoredRow>(NEXT_ROWS, [after, BATCH]);
      after = rows.at(-1)?.position;
      if (after === undefined) break;
      const topicMessages = messagesOf(rows);
      const end = startClock();
      await producer.sendBatch({ acks: -1, topicMessages });
      const { ms, cpuUs } = end();
      sent += rows.length;
      if (sent <= warmUp) continue;
      total.ms += ms;
      total.cpuUs += cpuUs;
    }
    if (sent !== warmUp + events) throw new Error(`${sent} rows were sent`);
    return perEvent(events, total);
  });

export const measureRelay = async ({ url, producer, logger, events, warmUp, sql }: World): Promise<Rate> => {
  const relay = new Relay({ openSession: () => openRelaySession(url), producer, logger });
  relay.start();
  await until(() => relay.status.published >= warmUp);
  const before = relay.status.published;
  const end = startClock();
  await until(() => relay.status.published >= warmUp + events);
  const measured = perEvent(relay.status.published - before, end());
  await relay.stop();
  const [outbox] = await sql<{ left: number }>('SELECT count(*)::int AS left FROM platform.outbox');
  if (outbox?.left !== 0) throw new Error(`${outbox?.left} rows are left in the outbox`);
  return measured;
};
