// Fields of events that name or number a person or an account, found by their types and names, with who reads them. Every other
// field that holds text stands in plain-fields.json: one that is in neither is a fault, so that nobody adds the telephone of
// a mother without saying so.
import { readFileSync } from 'node:fs';
import { eventSchemaOf } from './contracts.mjs';

/** Types of the vocabulary. */
const TYPES = new Map([
  ['PersonName', 'person'],
  ['PersonalId', 'person'],
  ['SiNumber', 'person'],
  ['CardNumber', 'person'],
  ['Sex', 'person'],
  // Of facilities; of a person no event tells one.
  ['BankAccount', 'account'],
  ['SealedBankAccount', 'account'],
  ['BankAccountNumber', 'account'],
]);
/** Fields of plain types: the last part of their path. */
const NAMES = new Map([
  ['fullName', 'person'],
  ['birthDate', 'person'],
  ['phone', 'person'],
  ['email', 'person'],
  ['address', 'person'],
  ['accountNumber', 'account'],
  ['accountName', 'account'],
]);

const PLACE = 'scripts/docs/plain-fields.json';
/** Types, and fields by event, that say nothing of a person. */
const plain = JSON.parse(readFileSync(new URL('./plain-fields.json', import.meta.url), 'utf8'));
const PLAIN_TYPES = new Set(plain.types);
const PLAIN_FIELDS = new Set(
  Object.entries(plain.fields).flatMap(([event, paths]) => paths.map((path) => `${event} ${path}`)),
);

const PREFIX = '#/$defs/';
const WORDS = ['enum', 'const', 'x-known-values'];
const SHAPES = ['type', '$ref', 'anyOf', 'oneOf', 'allOf', 'not', ...WORDS];

/** Text that is none of a few words; what nobody described can hold text too. */
const isText = (schema) => {
  if (WORDS.some((word) => word in schema)) return false;
  return [schema.type].flat().includes('string') || !SHAPES.some((shape) => shape in schema);
};

const isSchema = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands in a schema, with the name and the path of each part: alternatives, fields, items, and values under any key. */
const partsOf = (schema, { name, path }) => {
  const below = path === '' ? '' : `${path}.`;
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
    .map((part) => [part, { name, path }])
    .concat(
      Object.entries(schema.properties ?? {}).map(([field, part]) => [part, { name: field, path: below + field }]),
    )
    .concat([[schema.items, { name, path: `${path}[]` }]])
    .concat((schema.prefixItems ?? []).map((part, place) => [part, { name, path: `${path}[${place}]` }]))
    .concat(Object.values(schema.patternProperties ?? {}).map((part) => [part, { name, path: `${path}.*` }]))
    .concat([[schema.additionalProperties, { name, path: `${path}.*` }]])
    .concat([[schema.propertyNames, { name, path: `${path}.key` }]])
    .filter(([part]) => isSchema(part));
};

/** `{ path, name, kind }` of each field that is personal or holds text: `kind` is `person`, `account`, or `text`. */
function fieldsIn(schema, place, world) {
  const type = schema.$ref?.slice(PREFIX.length);
  const kind = NAMES.get(place.name) ?? TYPES.get(type);
  if (kind !== undefined) return [{ ...place, kind }];
  if (type !== undefined) {
    world.types.add(type);
    // A type that holds itself was seen where it begins.
    if (PLAIN_TYPES.has(type) || world.within.includes(type)) return [];
    return fieldsIn(world.defs[type] ?? {}, place, { ...world, within: [...world.within, type] });
  }
  const inner = partsOf(schema, place).flatMap(([part, at]) => fieldsIn(part, at, world));
  return isText(schema) ? [{ ...place, kind: 'text' }, ...inner] : inner;
}

const once = (fields) => [...new Map(fields.map((field) => [field.path, field])).values()];

const readEvent = (event) => {
  const schema = eventSchemaOf(event);
  const types = new Set();
  const fields = once(fieldsIn(schema, { name: '', path: '' }, { defs: schema.$defs ?? {}, within: [], types }));
  return { fields, types };
};

export const personalFieldsOf = (event) => readEvent(event).fields.filter(({ kind }) => kind !== 'text');

/** What is wrong with them: nobody reads one or declared what it is, or an event is not known to identify a person. */
export function personalFaults(event, sources) {
  const fields = personalFieldsOf(event);
  const unread = fields
    .filter(({ name }) => sources.readersOf(event, name).length === 0)
    .map(({ path }) => `${event.name}.${path} tells of a person or an account, and no service reads it: take it out`);
  const undeclared = readEvent(event)
    .fields.filter(({ kind, path }) => kind === 'text' && !PLAIN_FIELDS.has(`${event.name} ${path}`))
    .map(
      ({ path }) =>
        `${event.name}.${path} holds text, and nobody says of whom: a type of the vocabulary or a name of scripts/docs/personal-fields.mjs when it is of a person, else a line in ${PLACE}`,
    );
  const isPersonal = fields.some(({ kind }) => kind === 'person');
  return isPersonal && !event.personal
    ? [
        ...unread,
        ...undeclared,
        `${event.name} identifies a person: declare it personal, so that its topic is kept for a short time`,
      ]
    : [...unread, ...undeclared];
}

/** What is declared of no field and no type any more. */
export function plainFaults(events) {
  const read = events.map((event) => ({ event, ...readEvent(event) }));
  const texts = new Set(
    read.flatMap(({ event, fields }) =>
      fields.filter(({ kind }) => kind === 'text').map(({ path }) => `${event.name} ${path}`),
    ),
  );
  const types = new Set(read.flatMap((one) => [...one.types]));
  return [
    ...[...PLAIN_FIELDS].filter((field) => !texts.has(field)).map((field) => `${field.replace(' ', '.')}`),
    ...[...PLAIN_TYPES].filter((type) => !types.has(type)),
  ].map((gone) => `${gone} stands in ${PLACE}, and no event has it`);
}
