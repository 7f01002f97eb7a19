import { randomUUID } from 'node:crypto';
import type { Topic } from '@ansinh/contracts/catalogue/topics';
import { createKafka, ensureTopics } from '@ansinh/messaging/testing';
import { createLogger } from '@ansinh/telemetry';
import { eventually } from '../faults/eventually';
import { testKafkaBrokers } from '../servers/servers';

/** Kafka's number for a topic as the thing that settings are of. */
const TOPIC = 2;

describe('a topic', () => {
  const logger = createLogger('topics', 'silent');
  const kafka = createKafka({ brokers: testKafkaBrokers().split(','), clientId: 'topics', logger });
  const admin = kafka.admin();
  beforeAll(() => admin.connect());
  afterAll(() => admin.disconnect());

  const planned = (retentionHours: number): Topic => ({
    name: `enrollment.${randomUUID()}s.v1`,
    owner: 'enrollment',
    personal: retentionHours < 100,
    retentionHours,
  });
  const settingsOf = async ({ name }: Topic, wanted: readonly string[]): Promise<Record<string, string>> => {
    const { resources } = await admin.describeConfigs({
      resources: [{ type: TOPIC, name, configNames: [...wanted] }],
      includeSynonyms: false,
    });
    const entries = resources.flatMap(({ configEntries }) => configEntries);
    return Object.fromEntries(entries.map(({ configName, configValue }) => [configName, configValue]));
  };
  const KEPT = ['retention.ms', 'segment.ms'];

  it('is made by its owner or a reader, to be kept for as long as the contracts say', async () => {
    const [own, other] = [planned(72), planned(168)];
    await ensureTopics(kafka, { own: [own], others: [other] });
    await eventually(async () =>
      expect(await settingsOf(own, KEPT)).toEqual({ 'retention.ms': '259200000', 'segment.ms': '43200000' }),
    );
    await eventually(async () =>
      expect(await settingsOf(other, KEPT)).toEqual({ 'retention.ms': '604800000', 'segment.ms': '100800000' }),
    );
  });

  it('that was made otherwise is kept as long by its owner, with what else was set; a reader changes nothing', async () => {
    const topic = planned(72);
    const configEntries = [
      { name: 'retention.ms', value: '-1' },
      { name: 'max.message.bytes', value: '2000000' },
    ];
    await admin.createTopics({ topics: [{ topic: topic.name, configEntries }], waitForLeaders: false });
    await eventually(async () => expect(await settingsOf(topic, KEPT)).toMatchObject({ 'retention.ms': '-1' }));
    const all = [...KEPT, 'max.message.bytes'];
    await ensureTopics(kafka, { own: [], others: [topic] });
    expect(await settingsOf(topic, all)).toMatchObject({ 'retention.ms': '-1', 'max.message.bytes': '2000000' });
    await ensureTopics(kafka, { own: [topic], others: [] });
    await eventually(async () =>
      expect(await settingsOf(topic, all)).toEqual({
        'retention.ms': '259200000',
        'segment.ms': '43200000',
        'max.message.bytes': '2000000',
      }),
    );
  });

  it('may be made by several services at the same moment', async () => {
    const topics = [planned(72), planned(168), planned(168)];
    const kafkas = Array.from({ length: 4 }, (_, index) =>
      createKafka({ brokers: testKafkaBrokers().split(','), clientId: `topics-${index}`, logger }),
    );
    await Promise.all(
      kafkas.map((each, index) =>
        ensureTopics(each, index % 2 === 0 ? { own: topics, others: [] } : { own: [], others: topics }),
      ),
    );
    const made = await admin.listTopics();
    expect(topics.filter(({ name }) => !made.includes(name))).toEqual([]);
  });
});
