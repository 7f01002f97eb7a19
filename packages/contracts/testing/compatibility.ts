import { alternativesOf, type JsonSchema, type Node, resolved, rootNode, wordsFor } from './json-schema';

/** Why a reader would refuse something that a writer may send. */
export type Refusal = {
  /** `members[].place`; empty for the data as a whole. */
  readonly field: string;
  readonly kind: 'missing' | 'type' | 'value' | 'form' | 'range' | 'unknown-field';
  readonly reads: string;
  readonly gets: string;
};

type Pair = { readonly reader: Node; readonly writer: Node; readonly field: string };
type Simple = { readonly reader: JsonSchema; readonly writer: JsonSchema; readonly field: string };

const child = (field: string, name: string): string => (field === '' ? name : `${field}.${name}`);
const valueTypeOf = (value: unknown): string => (value === null ? 'null' : typeof value);
const isNumeric = (type: unknown): boolean => type === 'number' || type === 'integer';

const lowerOf = ({ minimum = -Infinity, exclusiveMinimum = -Infinity }: JsonSchema) =>
  exclusiveMinimum >= minimum ? { at: exclusiveMinimum, open: true } : { at: minimum, open: false };
const upperOf = ({ maximum = Infinity, exclusiveMaximum = Infinity }: JsonSchema) =>
  exclusiveMaximum <= maximum ? { at: exclusiveMaximum, open: true } : { at: maximum, open: false };

/** Integers above 0 are integers from 1: both spellings mean the same. */
const closed = (bound: { at: number; open: boolean }, integer: boolean, step: 1 | -1) =>
  integer && bound.open && Number.isFinite(bound.at) ? { at: bound.at + step, open: false } : bound;

const rangeFits = (reader: JsonSchema, writer: JsonSchema): boolean => {
  const integer = writer.type === 'integer';
  const [readLow, writeLow] = [closed(lowerOf(reader), integer, 1), closed(lowerOf(writer), integer, 1)];
  const [readHigh, writeHigh] = [closed(upperOf(reader), integer, -1), closed(upperOf(writer), integer, -1)];
  const low = writeLow.at > readLow.at || (writeLow.at === readLow.at && (writeLow.open || !readLow.open));
  const high = writeHigh.at < readHigh.at || (writeHigh.at === readHigh.at && (writeHigh.open || !readHigh.open));
  return low && high && (reader.multipleOf === undefined || reader.multipleOf === writer.multipleOf);
};

const boundsText = (schema: JsonSchema): string => {
  const { type, minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf } = schema;
  const { minLength, maxLength, minItems, maxItems } = schema;
  const bounds = { minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf, minLength, maxLength };
  const named = Object.entries({ ...bounds, minItems, maxItems }).filter(([, value]) => value !== undefined);
  return [String(type), ...named.map(([name, value]) => `${name} ${value}`)].join(' ');
};

const lengthFits = (reader: JsonSchema, writer: JsonSchema, unit: 'Length' | 'Items'): boolean =>
  (writer[`min${unit}`] ?? 0) >= (reader[`min${unit}`] ?? 0) &&
  (writer[`max${unit}`] ?? Infinity) <= (reader[`max${unit}`] ?? Infinity);

const outOfRange = ({ reader, writer, field }: Simple): Refusal => ({
  field,
  kind: 'range',
  reads: boundsText(reader),
  gets: boundsText(writer),
});

/** Two patterns are never compared by meaning: another text is another form. */
const stringRefusals = (pair: Simple): Refusal[] => {
  const { reader, writer, field } = pair;
  const forms = (['pattern', 'format'] as const)
    .filter((word) => reader[word] !== undefined && reader[word] !== writer[word])
    .map((word) => ({
      field,
      kind: 'form' as const,
      reads: `${word} ${reader[word]}`,
      gets: writer[word] ?? 'any text',
    }));
  return [...forms, ...(lengthFits(reader, writer, 'Length') ? [] : [outOfRange(pair)])];
};

const constantFits = (reader: JsonSchema, value: unknown): boolean => {
  if (reader.const !== undefined) return reader.const === value;
  if (reader.type === undefined) return true;
  if (typeof value === 'number') {
    const type = Number.isInteger(value) ? 'integer' : 'number';
    return (
      (reader.type === 'number' || reader.type === type) && rangeFits(reader, { type, minimum: value, maximum: value })
    );
  }
  if (typeof value !== 'string') return reader.type === valueTypeOf(value);
  const formFits = reader.pattern === undefined || new RegExp(reader.pattern, 'u').test(value);
  const length = [...value].length;
  return (
    reader.type === 'string' &&
    reader.format === undefined &&
    formFits &&
    lengthFits(reader, { minLength: length, maxLength: length }, 'Length')
  );
};

const part = (node: Node, schema: JsonSchema): Node => ({ schema, definitions: node.definitions });

const alwaysSent = (writer: Node, name: string): boolean => {
  const property = writer.schema.properties?.[name];
  if (writer.schema.required?.includes(name)) return true;
  return property !== undefined && resolved(part(writer, property)).schema.default !== undefined;
};

const openRefusals = ({ reader, writer, field }: Pair): Refusal[] => {
  const [read, sent] = [reader.schema.additionalProperties, writer.schema.additionalProperties];
  if (typeof sent !== 'object') return [];
  if (read === false)
    return [{ field: child(field, '*'), kind: 'unknown-field', reads: 'no other fields', gets: 'any' }];
  const values =
    typeof read === 'object'
      ? refusalsOf({ reader: part(reader, read), writer: part(writer, sent), field: child(field, '*') })
      : [];
  const [readNames, sentNames] = [reader.schema.propertyNames, writer.schema.propertyNames];
  if (readNames === undefined) return values;
  const names = { reader: part(reader, readNames), writer: part(writer, sentNames ?? { type: 'string' }) };
  return [...values, ...refusalsOf({ ...names, field: child(field, '*') })];
};

const propertyRefusals = (pair: Pair, name: string): Refusal[] => {
  const { reader, writer } = pair;
  const field = child(pair.field, name);
  const sent = writer.schema.properties?.[name];
  const read = reader.schema.properties?.[name] ?? reader.schema.additionalProperties;
  const open = typeof writer.schema.additionalProperties === 'object' ? writer.schema.additionalProperties : undefined;
  const value = sent ?? open;
  if (value === undefined || read === undefined || read === true) return [];
  if (read === false) return [{ field, kind: 'unknown-field', reads: 'no other fields', gets: `"${name}"` }];
  return refusalsOf({ reader: part(reader, read), writer: part(writer, value), field });
};

const objectRefusals = (pair: Pair): Refusal[] => {
  const { reader, writer, field } = pair;
  const names = new Set([
    ...Object.keys(reader.schema.properties ?? {}),
    ...Object.keys(writer.schema.properties ?? {}),
  ]);
  const missing = (reader.schema.required ?? [])
    .filter((name) => !alwaysSent(writer, name))
    .map((name) => ({
      field: child(field, name),
      kind: 'missing' as const,
      reads: 'the field in every event',
      gets: writer.schema.properties?.[name] === undefined ? 'no such field' : 'the field in some events only',
    }));
  return [...missing, ...[...names].flatMap((name) => propertyRefusals(pair, name)), ...openRefusals(pair)];
};

const arrayRefusals = (pair: Pair): Refusal[] => {
  const { reader, writer, field } = pair;
  const simple = { reader: reader.schema, writer: writer.schema, field };
  const length = lengthFits(reader.schema, writer.schema, 'Items') ? [] : [outOfRange(simple)];
  if (reader.schema.items === undefined) return length;
  const items = { reader: part(reader, reader.schema.items), writer: part(writer, writer.schema.items ?? {}) };
  return [...length, ...refusalsOf({ ...items, field: `${field}[]` })];
};

/** Reader and writer are simple here: no reference, no union. */
const simpleRefusals = (pair: Pair): Refusal[] => {
  const { reader, writer, field } = pair;
  const simple = { reader: reader.schema, writer: writer.schema, field };
  const words = { field, reads: wordsFor([reader]), gets: wordsFor([writer]) };
  if (writer.schema.const !== undefined)
    return constantFits(reader.schema, writer.schema.const) ? [] : [{ ...words, kind: 'value' }];
  if (reader.schema.const !== undefined) return [{ ...words, kind: 'value' }];
  const [read, sent] = [reader.schema.type, writer.schema.type];
  if (read === undefined) return [];
  if (read !== sent && !(read === 'number' && sent === 'integer')) return [{ ...words, kind: 'type' }];
  if (read === 'string') return stringRefusals(simple);
  if (isNumeric(read)) return rangeFits(simple.reader, simple.writer) ? [] : [outOfRange(simple)];
  if (read === 'array') return arrayRefusals(pair);
  return read === 'object' ? objectRefusals(pair) : [];
};

/** The findings against the reader's alternative that is closest to the writer's: they name the part that differs. */
const bestRefusals = (reader: readonly Node[], pair: Pair): Refusal[] => {
  const tried = reader.map((alternative) => simpleRefusals({ ...pair, reader: alternative }));
  if (tried.some((refusals) => refusals.length === 0)) return [];
  const ofOneType = tried.filter((refusals) =>
    refusals.every(({ field, kind }) => field !== pair.field || (kind !== 'type' && kind !== 'value')),
  );
  const [closest] = ofOneType.sort((one, other) => one.length - other.length);
  if (closest !== undefined) return closest;
  const isValue = pair.writer.schema.const !== undefined || reader.some(({ schema }) => schema.const !== undefined);
  const words = { reads: wordsFor(reader), gets: wordsFor([pair.writer]) };
  return [{ field: pair.field, kind: isValue ? 'value' : 'type', ...words }];
};

const refusalsOf = ({ reader, writer, field }: Pair): Refusal[] => {
  const alternatives = alternativesOf(reader);
  return alternativesOf(writer).flatMap((sent) => bestRefusals(alternatives, { reader, writer: sent, field }));
};

/**
 * What a consumer with the schema `reader` would refuse of what a producer with the schema `writer` may send; empty
 * when it accepts all. Consumers ignore fields that they do not know; a field with a default may be missing when read
 * and is always there when written.
 */
export const refusalsBetween = (reader: unknown, writer: unknown): readonly Refusal[] =>
  refusalsOf({ reader: rootNode(reader), writer: rootNode(writer), field: '' });
