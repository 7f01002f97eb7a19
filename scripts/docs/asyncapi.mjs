// docs/asyncapi.json: AsyncAPI 3.0 of all topics. Channels are topics, messages are events, and each service sends
// or receives on a channel in one operation.
import { deadLetterTopic, EVENTS, EventAttributes, jsonSchemaOf, SERVICES, TOPIC_PARTITIONS } from './contracts.mjs';
import { headerMeaningOf, headerNameOf } from './events-page.mjs';

const messageIdOf = (event) => `${event.name}.v${event.version}`;
const isObject = (value) => typeof value === 'object' && value !== null;

/**
 * AsyncAPI reads a schema as JSON Schema draft 7 plus its own words: definitions move to the components, and a
 * reference stands alone, since its neighbours would be ignored.
 */
function adapted(value) {
  if (Array.isArray(value)) return value.map(adapted);
  if (!isObject(value)) return value;
  if (typeof value.$ref === 'string') {
    const { $ref, ...beside } = value;
    const reference = { $ref: $ref.replace('#/$defs/', '#/components/schemas/') };
    return Object.keys(beside).length === 0 ? reference : { allOf: [reference], ...adapted(beside) };
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, adapted(member)]));
}

/** Moves the definitions of a schema to the shared ones; one name must mean one thing. */
function hoisted(schema, shared) {
  const { $schema: _dialect, $defs = {}, ...rest } = schema;
  for (const [name, definition] of Object.entries($defs)) {
    const text = JSON.stringify(adapted(definition));
    if (shared.has(name) && JSON.stringify(shared.get(name)) !== text)
      throw new Error(`two different schemas are named ${name}: rename one in packages/contracts`);
    shared.set(name, JSON.parse(text));
  }
  return adapted(rest);
}

/** Headers are text on the wire, whatever the attribute is in code. */
function headersOf(event, shared) {
  const { properties, required } = hoisted(jsonSchemaOf(EventAttributes), shared);
  const described = Object.entries(properties).map(([name, schema]) => {
    const text = name === 'aggregateversion' ? { type: 'string', pattern: '^[1-9][0-9]*$' } : schema;
    const fixed = { type: { const: event.type }, source: { const: `/ansinh/${event.service}` } }[name];
    const whole = fixed === undefined ? text : { type: 'string', ...fixed };
    const { $ref, ...beside } = whole;
    const body = $ref === undefined ? beside : { allOf: [{ $ref }] };
    return [headerNameOf(name), { ...body, description: headerMeaningOf(name) }];
  });
  return {
    type: 'object',
    required: required.map(headerNameOf),
    properties: Object.fromEntries(described),
  };
}

const correlation = {
  description: 'The event or request that caused this event',
  location: '$message.header#/ce_causationid',
};

const messageOf = (event, shared) => ({
  name: messageIdOf(event),
  title: event.name,
  summary: event.description,
  contentType: 'application/json',
  tags: [{ name: event.service }, ...(event.personal ? [{ name: 'personal' }] : [])],
  correlationId: correlation,
  headers: headersOf(event, shared),
  payload: { title: event.name, ...hoisted(jsonSchemaOf(event.data), shared) },
  bindings: { kafka: { key: { type: 'string', description: "The aggregate's id, equal to ce_subject" } } },
});

const deadLetterMessage = {
  name: 'DeadLetter',
  title: 'DeadLetter',
  summary:
    'A message that a service could not process. Its payload stays in the service; this says where it came from.',
  contentType: 'application/json',
  tags: [{ name: 'operations' }],
  headers: {
    type: 'object',
    description: 'The headers of the message as it came, and these',
    required: ['dead-letter-cause', 'dead-letter-topic', 'dead-letter-partition', 'dead-letter-offset'],
    properties: {
      'dead-letter-cause': { type: 'string', description: 'Why it could not be processed' },
      'dead-letter-topic': { type: 'string', description: 'Topic it came from' },
      'dead-letter-partition': { type: 'string', pattern: '^[0-9]+$' },
      'dead-letter-offset': { type: 'string', pattern: '^[0-9]+$' },
    },
  },
  payload: {
    type: 'object',
    required: ['deadLetterId', 'detail', 'sizeBytes', 'sha256'],
    properties: {
      deadLetterId: { type: 'string', format: 'uuid', description: 'Id under which the service keeps the message' },
      detail: { type: 'string' },
      sizeBytes: { type: 'integer', minimum: 0 },
      sha256: { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'Digest of the payload' },
    },
  },
  bindings: { kafka: { key: { type: 'string', description: 'Id of the event, or of the dead letter' } } },
};

const channelOf = (address, summary, messages) => ({
  address,
  summary,
  messages,
  bindings: { kafka: { topic: address, partitions: TOPIC_PARTITIONS } },
});

const componentMessage = (id) => ({ $ref: `#/components/messages/${id}` });
const channelMessage = (topic, id) => ({ $ref: `#/channels/${topic}/messages/${id}` });

function eventChannels() {
  const topics = [...new Set(EVENTS.map((event) => event.topic))];
  return topics.map((topic) => {
    const ids = EVENTS.filter((event) => event.topic === topic).map(messageIdOf);
    const [service, aggregate] = topic.split('.');
    const messages = Object.fromEntries(ids.map((id) => [id, componentMessage(id)]));
    return [topic, channelOf(topic, `${aggregate} of ${service}`, messages)];
  });
}

const deadLetterChannels = () =>
  SERVICES.map((service) => {
    const topic = deadLetterTopic(service);
    return [
      topic,
      channelOf(topic, `What ${service} could not process`, { DeadLetter: componentMessage('DeadLetter') }),
    ];
  });

const operationOf = (service, action, topic, ids) => [
  `${service}.${action}.${topic}`,
  {
    action,
    channel: { $ref: `#/channels/${topic}` },
    title: `${service} ${action === 'send' ? 'sends to' : 'receives from'} ${topic}`,
    tags: [{ name: service }],
    messages: ids.map((id) => channelMessage(topic, id)),
  },
];

function operations(sources) {
  const all = [];
  for (const service of SERVICES) {
    for (const action of ['send', 'receive']) {
      const events = EVENTS.filter((event) =>
        action === 'send'
          ? event.service === service
          : sources.consumersOf(event).some((consumer) => consumer.service === service),
      );
      for (const topic of new Set(events.map((event) => event.topic)))
        all.push(operationOf(service, action, topic, events.filter((event) => event.topic === topic).map(messageIdOf)));
    }
    all.push(operationOf(service, 'send', deadLetterTopic(service), ['DeadLetter']));
  }
  return Object.fromEntries(all);
}

export function asyncApi(sources, version) {
  const shared = new Map();
  const messages = Object.fromEntries(EVENTS.map((event) => [messageIdOf(event), messageOf(event, shared)]));
  // The dialect of a schema is fixed by AsyncAPI; a stray 2020-12 word would be ignored without a sound.
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'An Sinh events',
      version,
      description:
        'Events between the services of the platform: CloudEvents 1.0 over Kafka in binary mode, delivered at least ' +
        'once and in order per aggregate. Generated from packages/contracts.',
      license: { name: 'Apache-2.0' },
      tags: SERVICES.map((name) => ({ name })),
    },
    defaultContentType: EventAttributes.shape.datacontenttype.value,
    channels: Object.fromEntries([...eventChannels(), ...deadLetterChannels()]),
    operations: operations(sources),
    components: {
      messages: { ...messages, DeadLetter: deadLetterMessage },
      schemas: Object.fromEntries([...shared].sort(([one], [other]) => (one < other ? -1 : 1))),
    },
  };
}
