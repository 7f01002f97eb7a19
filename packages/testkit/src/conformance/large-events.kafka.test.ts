import { randomUUID } from 'node:crypto';
import { TOPICS } from '@ansinh/contracts/catalogue/events';
import { withClient } from '@ansinh/local';
import { createKafka, createProducer, ensureTopics, openRelaySession, Relay } from '@ansinh/messaging/testing';
import { createLogger } from '@ansinh/telemetry';
import { eventually } from '../faults/eventually';
import { probeService } from '../probe/probe';
import { createTestDatabase } from '../servers/databases';
import { testKafkaBrokers } from '../servers/servers';

describe('a backlog of the largest events', () => {
  it('is published, although all of it together is more than a broker takes for one partition at a time', async () => {
    const database = await createTestDatabase(probeService.migrationsDir);
    const logger = createLogger('relay', 'silent');
    const kafka = createKafka({ brokers: testKafkaBrokers().split(','), clientId: 'large-events', logger });
    await ensureTopics(kafka);
    const producer = createProducer(kafka);
    await producer.connect();
    // One key is one partition: 24 times 250 kB and a crowd of small ones.
    await withClient(database.url, (client) =>
      client.query(
        `INSERT INTO platform.outbox (event_id, topic, key, headers, data)
         SELECT gen_random_uuid(), $1, $2, '{}', repeat('x', CASE WHEN number % 50 = 0 THEN 250000 ELSE 10 END)
         FROM generate_series(1, 1200) AS number`,
        [TOPICS[0], randomUUID()],
      ),
    );
    const relay = new Relay({ openSession: () => openRelaySession(database.url), producer, logger });
    relay.start();
    await eventually(() => expect(relay.status).toMatchObject({ published: 1_200, trouble: undefined }));
    await relay.stop();
    await producer.disconnect();
    await database.drop();
  });
});
