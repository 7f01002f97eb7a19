// docs/events.md: every event with its topic, fields, producers and consumers.
import { EVENTS, EventAttributes, eventSchemaOf, jsonSchemaOf, SERVICES, TOPIC_PARTITIONS } from './contracts.mjs';
import { personalFieldsOf } from './personal-fields.mjs';

const code = (text) => `\`${text}\``;
const cell = (text) => text.replaceAll('|', '\\|');
const row = (cells) => `| ${cells.map(cell).join(' | ')} |`;
export const table = (head, rows) =>
  [row(head), row(head.map(() => '---')).replaceAll('\\|', '|'), ...rows.map(row)].join('\n');

const nameOf = (reference) => reference.slice('#/$defs/'.length);
const joined = (texts) => texts.join(' or ');

/** The type of a field in words: `Id or null`, `list of string`, `3 or 6 or 12`. */
export function typeOf(schema) {
  if (schema.$ref !== undefined) return nameOf(schema.$ref);
  if (schema.enum !== undefined) return joined(schema.enum.map((value) => code(value)));
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives !== undefined) return joined(alternatives.map(typeOf));
  if (schema.type === 'array') return `list of ${typeOf(schema.items)}`;
  if (schema.type === 'integer') return integerType(schema);
  if (Array.isArray(schema.type)) return joined(schema.type);
  return schema.type ?? 'anything';
}

function integerType(schema) {
  const least = schema.exclusiveMinimum === undefined ? schema.minimum : schema.exclusiveMinimum + 1;
  return least === undefined || least === Number.MIN_SAFE_INTEGER ? 'integer' : `integer from ${least}`;
}

const idOf = (name) => {
  const thing = /^(.+)Id$/.exec(name)?.[1];
  if (thing === undefined) return undefined;
  const words = thing.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `Identifier of the ${words}`;
};

/** One row per field; the fields of an object or of a list's items follow it with a dotted path. */
export function fieldsOf(schema, definitions, path = '') {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const here = `${path}${name}`;
    const named = field.$ref === undefined ? undefined : definitions[nameOf(field.$ref)];
    const optional = schema.required?.includes(name) ? '' : ', may be missing';
    const meaning = field.description ?? idOf(name) ?? named?.description ?? '';
    const own = { path: here, type: `${typeOf(field)}${optional}`, meaning };
    const object = field.type === 'array' ? field.items : field;
    const inner = field.type === 'array' ? `${here}[].` : `${here}.`;
    return [own, ...(object.type === 'object' ? fieldsOf(object, definitions, inner) : [])];
  });
}

const partyOf = ({ service, rooms }) => (rooms.length === 0 ? service : `${service} (${rooms.join(', ')})`);
const partiesOf = (parties) => (parties.length === 0 ? 'nobody in this repository' : parties.map(partyOf).join('; '));

function eventText(event, sources) {
  const schema = eventSchemaOf(event);
  const facts = [
    ['Type', code(event.type)],
    ['Topic', code(event.topic)],
    ['Identifies a person', event.personal ? 'yes' : 'no'],
    ['Produced by', partiesOf(sources.producersOf(event))],
    ['Consumed by', partiesOf(sources.consumersOf(event))],
    ['Schema', `[${event.name}.v${event.version}.json](schemas/${event.name}.v${event.version}.json)`],
  ];
  const fields = fieldsOf(schema, schema.$defs ?? {}).map(({ path, type, meaning }) => [code(path), type, meaning]);
  const heading = event.version === 1 ? event.name : `${event.name} v${event.version}`;
  return [
    `### ${heading}`,
    event.description,
    facts.map(([name, value]) => `- ${name}: ${value}`).join('\n'),
    table(['Field', 'Type', 'Meaning'], fields),
  ].join('\n\n');
}

/** Named types of all events, by name, with how they look. */
export function sharedTypes() {
  const all = new Map();
  for (const event of EVENTS)
    for (const [name, schema] of Object.entries(eventSchemaOf(event).$defs ?? {})) all.set(name, schema);
  return [...all].sort(([one], [other]) => (one < other ? -1 : 1));
}

function typeRow([name, schema]) {
  const fields = Object.entries(schema.properties ?? {}).map(([field, type]) => `${code(field)} ${typeOf(type)}`);
  const form = fields.length > 0 ? fields.join(', ') : typeOf(schema);
  const example = schema.examples?.[0];
  return [name, form, schema.description ?? '', example === undefined ? '' : code(example)];
}

const HEADERS = {
  specversion: 'Version of CloudEvents',
  id: 'Unique per event: the key of the inbox, so that an event counts once however often it is delivered',
  source: 'The producing service',
  type: 'Name and version of the event',
  subject: "The aggregate's id, equal to the Kafka key",
  time: 'When it happened',
  datacontenttype: 'Form of the value',
  aggregateversion: '1, 2, 3 ... per aggregate: an older version never overwrites a newer one',
  tenant: '`kind:code` of the tenant whose act caused it',
  causationid: 'Id of the event, or `request:<id>` of the request, that caused it',
  traceparent: 'W3C trace context of the request that caused it; may be missing',
  tracelink:
    'In place of `traceparent` where one transaction tells many events: the W3C context that the trace of this one is linked to',
};
export const headerNameOf = (attribute) =>
  ({ datacontenttype: 'content-type', traceparent: 'traceparent' })[attribute] ?? `ce_${attribute}`;
export const headerMeaningOf = (attribute) => HEADERS[attribute] ?? '';

const headerRows = () =>
  Object.keys(jsonSchemaOf(EventAttributes).properties).map((name) => [
    code(headerNameOf(name)),
    headerMeaningOf(name),
  ]);

/** Each field that tells of a person or an account, and who reads it. */
const personalRows = (sources) =>
  EVENTS.flatMap((event) =>
    personalFieldsOf(event).map(({ path, name }) => [
      event.name,
      code(path),
      sources.readersOf(event, name).map(partyOf).join('; ') || 'nobody',
    ]),
  );

const index = (sources) =>
  EVENTS.map((event) => [
    `[${event.name}](#${event.name.toLowerCase()}${event.version === 1 ? '' : `-v${event.version}`})`,
    event.service,
    event.personal ? 'yes' : 'no',
    sources
      .consumersOf(event)
      .map(({ service }) => service)
      .join(', ') || '-',
  ]);

export function eventsPage(sources) {
  const services = SERVICES.map((service) => [service, EVENTS.filter((event) => event.service === service)]).filter(
    ([, events]) => events.length > 0,
  );
  const parts = [
    '# Events',
    'Generated from `packages/contracts/src/*/events.ts` and the subscriptions of the services by `npm run generate`: change it there.',
    'What happened, in the past tense. An event is a fact that its producer has committed; it is delivered at least once and, for one aggregate, in order. A consumer ignores fields that it does not know. A version of an event never changes in a way that a released consumer or a stored event would not survive: such a change is a new version.',
    table(['Event', 'Service', 'Personal', 'Consumers'], index(sources)),
    '## The envelope',
    `CloudEvents 1.0 over Kafka in binary mode: the attributes are headers, the value is the JSON of the data. Topics are named \`<service>.<aggregate plural>.v1\` and have ${TOPIC_PARTITIONS} partitions; the key is the aggregate's id, so that the events of one aggregate stay in order. What a service cannot process is noted on \`<service>.dead-letters\`.`,
    table(['Header', 'Meaning'], headerRows()),
    '## Personal fields',
    'The fields that name or number a person or an account, and who reads them: a name that nobody reads does not travel, which `npm run check` keeps: every field with text is one of these, or stands in `scripts/docs/plain-fields.json`. All else refers to a person by an identifier of ours. How long a topic is kept, and who may read it: [topics.md](topics.md).',
    table(['Event', 'Field', 'Read by'], personalRows(sources)),
    ...services.flatMap(([service, events]) => [`## ${service}`, ...events.map((event) => eventText(event, sources))]),
    '## Types',
    table(['Type', 'Form', 'Meaning', 'Example'], sharedTypes().map(typeRow)),
  ];
  return `${parts.join('\n\n')}\n`;
}
