import fc, { type Arbitrary } from 'fast-check';
import type { Check, Column, Table } from './catalogue';

/** Values of a column that no constraint names, and that the code of its time wrote: `postings.account`. */
export type Known = Readonly<Record<string, readonly string[]>>;

const WORDS = ['A', 'một', 'Nguyễn Văn Mẫu', "it's", '66001', 'x'.repeat(30)];
const DAY_MS = 86_400_000;
const FIRST_MS = Date.UTC(2024, 0, 1);
const DAYS = 1_500;

const TEXT = /'((?:[^']|'')*)'::/g;
const PATTERN = /"?(\w+)"? ~ '((?:[^']|'')*)'::/g;
const NUMBER = /(?<![\w.'])\d+(?![\w'])/g;

const unquoted = (text: string): string => text.replaceAll("''", "'");

const patternsOf = (name: string, checks: readonly Check[]): string[] =>
  checks.flatMap(({ expression }) =>
    [...expression.matchAll(PATTERN)]
      .filter(([, column]) => column === name)
      .map(([, , pattern = '']) => unquoted(pattern)),
  );
const textsOf = (checks: readonly Check[]): string[] =>
  checks.flatMap(({ expression }) =>
    [...expression.replaceAll(PATTERN, '').matchAll(TEXT)].map(([, text = '']) => unquoted(text)),
  );
const numbersOf = (checks: readonly Check[]): number[] =>
  checks.flatMap(({ expression }) =>
    [...expression.replaceAll(TEXT, '').matchAll(NUMBER)].map(([text]) => Number(text)),
  );

const texts = (name: string, checks: readonly Check[]): Arbitrary<string> => {
  const patterns = patternsOf(name, checks).map((pattern) => fc.stringMatching(new RegExp(pattern)));
  const named = textsOf(checks);
  const words = [fc.constantFrom(...WORDS), fc.string({ minLength: 1, maxLength: 20 })];
  const told = [...patterns, ...(named.length === 0 ? [] : [fc.constantFrom(...named)])];
  // What constraints speak of, four times of five.
  return told.length === 0
    ? fc.oneof(...words)
    : fc.oneof({ weight: 4, arbitrary: fc.oneof(...told) }, { weight: 1, arbitrary: fc.oneof(...words) });
};

const wholes = (checks: readonly Check[], max: number): Arbitrary<string> => {
  const named = numbersOf(checks).filter((number) => number <= max);
  const ranges = [fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 99 }), fc.integer({ min: 0, max })];
  const told =
    named.length === 0
      ? []
      : [fc.constantFrom(...named), fc.integer({ min: Math.min(...named), max: Math.max(...named) })];
  return fc.oneof(...ranges, ...told).map(String);
};

const instants = fc
  .integer({ min: 0, max: DAYS * DAY_MS })
  .map((milliseconds) => new Date(FIRST_MS + milliseconds).toISOString());

const JSONS = [{}, [], { a: 1, b: 'một' }, [{ a: 1 }], [1, 2]];

type Makers = Readonly<Record<string, (name: string, checks: readonly Check[]) => Arbitrary<unknown>>>;
const MAKERS: Makers = {
  text: texts,
  varchar: texts,
  uuid: () => fc.uuid(),
  int2: (_name, checks) => wholes(checks, 30_000),
  int4: (_name, checks) => wholes(checks, 2_000_000_000),
  int8: (_name, checks) => wholes(checks, 90_000_000_000),
  numeric: (_name, checks) => wholes(checks, 90_000_000_000),
  float8: (_name, checks) => wholes(checks, 1_000_000),
  bool: () => fc.boolean(),
  date: () => instants.map((instant) => instant.slice(0, 10)),
  timestamp: () => instants,
  timestamptz: () => instants,
  interval: () => fc.constantFrom('1 minute', '2 days'),
  json: () => fc.constantFrom(...JSONS),
  jsonb: () => fc.constantFrom(...JSONS),
  bytea: () =>
    fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => `\\x${Buffer.from(bytes).toString('hex')}`),
  int8multirange: () => fc.nat(1_000).map((from) => `{[${from},${from + 5})}`),
  _text: (name, checks) => fc.array(texts(name, checks), { maxLength: 3 }),
  _int4: () => fc.array(fc.nat(1_000), { maxLength: 3 }),
  _uuid: () => fc.array(fc.uuid(), { maxLength: 3 }),
};

/** A third of what may be missing is. */
const orNull = (arbitrary: Arbitrary<unknown>, { isRequired }: Column): Arbitrary<unknown> =>
  isRequired ? arbitrary : fc.option(arbitrary, { nil: null, freq: 2 });

/** Values that a column may perhaps have, by its type and by what its constraints speak of; whether it may, they decide. */
export const valuesOf = (table: Table, column: Column, known: Known): Arbitrary<unknown> => {
  const { name, type, labels } = column;
  const given = known[`${table.name}.${name}`];
  if (given !== undefined) return orNull(fc.constantFrom(...given), column);
  if (labels.length > 0) return orNull(fc.constantFrom(...labels), column);
  const maker = MAKERS[type];
  if (maker === undefined) throw new Error(`no values are known for ${table.sql}.${name}: add the type ${type}`);
  const checks = table.checks.filter(({ columns }) => columns.includes(name));
  return orNull(maker(name, checks), column);
};
