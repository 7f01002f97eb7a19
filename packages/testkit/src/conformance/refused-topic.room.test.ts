import { withClient } from '@ansinh/local';
import { openRelaySession, Relay } from '@ansinh/messaging/testing';
import { createLogger } from '@ansinh/telemetry';
import { eventually } from '../faults/eventually';
import { probeService } from '../probe/probe';
import { createTestDatabase } from '../servers/databases';

const REFUSED = 'enrollment.cards.v1';
const OTHER = 'enrollment.employers.v1';

/** A broker that refuses a topic as long as it is told to, and takes what else is in the same request. */
const createBroker = () => {
  const refused = new Set([REFUSED]);
  const taken: { topic: string; value: string }[] = [];
  const sendBatch: ConstructorParameters<typeof Relay>[0]['producer']['sendBatch'] = async ({ topicMessages = [] }) => {
    const allowed = topicMessages.filter(({ topic }) => !refused.has(topic));
    for (const { topic, messages } of allowed)
      taken.push(...messages.map(({ value }) => ({ topic, value: String(value) })));
    if (allowed.length < topicMessages.length)
      throw Object.assign(new Error('refused'), { type: 'TOPIC_AUTHORIZATION_FAILED' });
    return [];
  };
  return { refused, sendBatch, takenOf: (wanted: string) => taken.filter(({ topic }) => topic === wanted) };
};

describe('a topic that the broker refuses', () => {
  // More rows than the relay reads at once, and fewer with more bytes than it sends of one topic at once.
  it.each([
    [3_000, 10],
    [8, 250_000],
  ])('with %i events of %i bytes holds up nothing that goes elsewhere', async (count, bytes) => {
    const database = await createTestDatabase(probeService.migrationsDir);
    const add = (topic: string, events: number, length: number) =>
      withClient(database.url, (client) =>
        client.query(
          `INSERT INTO platform.outbox (event_id, topic, key, headers, data)
           SELECT gen_random_uuid(), $1, 'k', '{}', rpad(number || ' ', $3, 'x') FROM generate_series(1, $2::int) AS number`,
          [topic, events, length],
        ),
      );
    await add(REFUSED, count, bytes);
    await add(OTHER, 5, 10);
    const broker = createBroker();
    const logger = createLogger('relay', 'silent');
    const relay = new Relay({ openSession: () => openRelaySession(database.url), producer: broker, logger });
    relay.start();
    try {
      await eventually(() => expect(broker.takenOf(OTHER)).toHaveLength(5));
      expect(broker.takenOf(REFUSED)).toEqual([]);
      expect(relay.status.trouble).toBe(`kafka does not let this service write ${REFUSED}`);
      broker.refused.clear();
      await eventually(() => expect(broker.takenOf(REFUSED)).toHaveLength(count));
      expect(broker.takenOf(REFUSED).map(({ value }) => Number.parseInt(value, 10))).toEqual(
        Array.from({ length: count }, (_, place) => place + 1),
      );
      await eventually(() => expect(relay.status).toMatchObject({ published: count + 5, trouble: undefined }));
    } finally {
      await relay.stop();
      await database.drop();
    }
  });
});
