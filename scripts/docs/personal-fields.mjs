// Fields of events that name or number a person or an account, found by their types and names, with who reads them.
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

const PREFIX = '#/$defs/';
const typesIn = (schema) => [
  ...(schema.$ref === undefined ? [] : [schema.$ref.slice(PREFIX.length)]),
  ...(schema.anyOf ?? schema.oneOf ?? []).flatMap(typesIn),
  ...(schema.type === 'array' ? typesIn(schema.items) : []),
];

const kindOf = (name, schema) => NAMES.get(name) ?? typesIn(schema).flatMap((type) => TYPES.get(type) ?? [])[0];

/** `{ path, name, kind }` of each such field; those of an object or of a list's items with a dotted path. */
function fieldsIn(schema, path = '') {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const here = `${path}${name}`;
    const kind = kindOf(name, field);
    const inner = field.type === 'array' ? [field.items, `${here}[].`] : [field, `${here}.`];
    return [...(kind === undefined ? [] : [{ path: here, name, kind }]), ...fieldsIn(...inner)];
  });
}

export const personalFieldsOf = (event) => fieldsIn(eventSchemaOf(event));

/** What is wrong with them: nobody reads one, or an event is not known to identify a person. */
export function personalFaults(event, sources) {
  const fields = personalFieldsOf(event);
  const unread = fields
    .filter(({ name }) => sources.readersOf(event, name).length === 0)
    .map(({ path }) => `${event.name}.${path} tells of a person or an account, and no service reads it: take it out`);
  const isPersonal = fields.some(({ kind }) => kind === 'person');
  return isPersonal && !event.personal
    ? [...unread, `${event.name} identifies a person: declare it personal, so that its topic is kept for a short time`]
    : unread;
}
