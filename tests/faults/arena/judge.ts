import { EVENTS } from '@ansinh/contracts/catalogue/events';
import { CreditReceived, HouseholdPremiumAssessed } from '@ansinh/contracts/collection/events';
import { EmployerRegistered } from '@ansinh/contracts/enrollment/events';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { EventDefinition } from '@ansinh/contracts/wire/envelope';
import type { TopicRecord } from '@ansinh/messaging/testing';
import {
  checkBalance,
  checkEffects,
  checkMoney,
  checkOrder,
  checkPipes,
  checkViews,
  type Finding,
  type Posting,
  type SeenEvent,
} from '@ansinh/testkit';
import type { Arena } from './arena';
import { consumedBy } from './consumers';
import type { Load } from './load';

type Ids = { id: string };

/** The services that the load goes to. */
const PRODUCERS = ['enrollment', 'collection'] as const;

const idsOf = async (arena: Arena, app: ServiceName, text: string): Promise<string[]> =>
  (await arena.query<Ids>(app, text)).map(({ id }) => id);

/**
 * Records of one event that a service has published, each id once: a relay may publish again what it published. What a
 * fault put into the topic has no number.
 */
export const eventsOf = (records: readonly TopicRecord[], { type }: EventDefinition): readonly TopicRecord[] => {
  const first = new Map<string, TopicRecord>();
  for (const record of records) {
    const id = record.headers.ce_id;
    const isRelayed = record.headers.ce_sequence !== undefined;
    if (isRelayed && record.headers.ce_type === type && id !== undefined && !first.has(id)) first.set(id, record);
  }
  return [...first.values()];
};

const dataOf = ({ value }: TopicRecord): Record<string, unknown> =>
  JSON.parse(value ?? '{}') as Record<string, unknown>;

/** The relayed events by the numbers that their producer gave them, 1, 2, 3 ... for each aggregate of a topic. */
const seenIn = (records: readonly TopicRecord[]): readonly SeenEvent[] =>
  records
    .filter(({ headers }) => headers.ce_sequence !== undefined)
    .map(({ topic, headers }) => ({
      eventId: String(headers.ce_id),
      aggregate: `${topic} ${String(headers.ce_subject)}`,
      version: Number(headers.ce_sequence),
    }));

/** Rows, projections and events of every kind of operation, against what clients were told. */
const judgeEffects = async (arena: Arena, load: Load, records: readonly TopicRecord[]): Promise<readonly Finding[]> => {
  const { log } = load;
  const employers = log.of('employer');
  const credits = log.of('credit', 'premium-credit');
  const orders = log.of('order');
  const firsts = eventsOf(records, EmployerRegistered).filter(({ headers }) => headers.ce_aggregateversion === '1');
  const ofBank = eventsOf(records, CreditReceived).filter((record) => dataOf(record).bankBin === '970415');
  const [unitCodes, projected, references, households, ordered, premiums] = await Promise.all([
    idsOf(arena, 'enrollment', 'SELECT unit_code AS id FROM employers'),
    idsOf(arena, 'collection', 'SELECT unit_code AS id FROM employers'),
    idsOf(arena, 'collection', `SELECT bank_reference AS id FROM bank_credits WHERE bank_bin = '970415'`),
    idsOf(arena, 'enrollment', 'SELECT address AS id FROM households'),
    idsOf(arena, 'enrollment', 'SELECT household_id::text AS id FROM household_orders'),
    idsOf(arena, 'collection', 'SELECT household_id::text AS id FROM household_premiums'),
  ]);
  const named = (definition: EventDefinition, field: string) =>
    eventsOf(records, definition).map((record) => String(dataOf(record)[field]));
  return [
    ...checkEffects(employers, unitCodes, 'employer'),
    ...checkEffects(employers, projected, 'projected employer'),
    ...checkEffects(
      employers,
      firsts.map((record) => String(dataOf(record).unitCode)),
      'EmployerRegistered',
    ),
    ...checkEffects(log.of('household'), households, 'household'),
    ...checkEffects(credits, references, 'bank credit'),
    ...checkEffects(
      credits,
      ofBank.map((record) => String(dataOf(record).bankReference)),
      'CreditReceived',
    ),
    ...checkEffects(orders, ordered, 'household order'),
    ...checkEffects(orders, premiums, 'premium of an order'),
    ...checkEffects(orders, named(HouseholdPremiumAssessed, 'householdId'), 'HouseholdPremiumAssessed'),
  ];
};

/** The projection of a consumer is what its producer says, row by row. */
const judgeViews = async (arena: Arena): Promise<readonly Finding[]> => {
  type Row = { id: string; text: string };
  const rows = async (app: ServiceName, text: string) =>
    new Map((await arena.query<Row>(app, text)).map((row) => [row.id, row.text]));
  const [employers, projected, paid, acknowledged] = await Promise.all([
    rows('enrollment', `SELECT id::text, concat_ws(' ', wage_zone, version, name) AS text FROM employers`),
    rows(
      'collection',
      `SELECT employer_id::text AS id, concat_ws(' ', wage_zone, version, name) AS text FROM employers`,
    ),
    rows(
      'collection',
      `SELECT order_id::text AS id, coalesce(paid_on::text, 'unpaid') AS text FROM household_premiums`,
    ),
    rows('enrollment', `SELECT id::text, coalesce(paid_on::text, 'unpaid') AS text FROM household_orders`),
  ]);
  return [...checkViews(employers, projected), ...checkViews(paid, acknowledged)];
};

/** Each aggregate's events reach as far as its producer has numbered them. */
const judgeOrder = async (arena: Arena, records: readonly TopicRecord[]): Promise<readonly Finding[]> => {
  const numbered = await Promise.all(
    PRODUCERS.map((app) =>
      arena.query<Ids & { last: string }>(
        app,
        `SELECT concat(topic, ' ', key) AS id, last FROM platform.outbox_sequences`,
      ),
    ),
  );
  const last = new Map(numbered.flat().map(({ id, last: number }) => [id, Number(number)]));
  const topics = new Set(
    EVENTS.filter(({ service }) => PRODUCERS.some((app) => app === service)).map(({ topic }) => topic),
  );
  return checkOrder(seenIn(records.filter(({ topic }) => topics.has(topic))), last);
};

export const judgePipe = async (
  arena: Arena,
  app: ServiceName,
  records: readonly TopicRecord[],
): Promise<readonly Finding[]> => {
  const taken = new Set(consumedBy(app).map(({ type }) => type));
  const isTaken = ({ headers }: TopicRecord): boolean => taken.has(headers.ce_type ?? '');
  const [outbox, inbox, deadLetters] = await Promise.all([
    idsOf(arena, app, 'SELECT event_id::text AS id FROM platform.outbox'),
    idsOf(arena, app, 'SELECT event_id::text AS id FROM platform.inbox'),
    idsOf(
      arena,
      app,
      `SELECT event_id::text AS id FROM platform.dead_letters WHERE state <> 'replayed' AND event_id IS NOT NULL`,
    ),
  ]);
  const others = new Set(records.filter((record) => !isTaken(record)).map(({ headers }) => headers.ce_id));
  const topic = records.filter(isTaken).map(({ headers }) => String(headers.ce_id));
  // A consumer may note an event of a type that it does not take; that is no effect.
  return checkPipes({ outbox, topic, inbox: inbox.filter((id) => !others.has(id)), deadLetters });
};

const judgeLedger = async (arena: Arena, load: Load): Promise<readonly Finding[]> => {
  type Row = { entry: string; account: string; debit: string; credit: string; reference: string | null };
  const rows = await arena.query<Row>(
    'collection',
    `SELECT entry_id::text AS entry, account, debit_vnd::text AS debit, credit_vnd::text AS credit, bank_reference AS reference
     FROM postings JOIN entries USING (entry_id)
     LEFT JOIN bank_credits ON kind = 'credit' AND credit_id = source_id AND bank_bin = '970415'`,
  );
  const postings = rows.map((row): Posting => ({ ...row, debit: BigInt(row.debit), credit: BigInt(row.credit) }));
  const posted = new Map<string, bigint>();
  for (const { reference, debit } of rows)
    if (reference !== null) posted.set(reference, (posted.get(reference) ?? 0n) + BigInt(debit));
  const operations = load.log.of('credit', 'premium-credit');
  const amountOf = (id: string) => load.amounts.get(id) ?? 0n;
  return [...checkBalance(postings), ...checkMoney({ postings, account: 'bank:970415', operations, amountOf, posted })];
};

/** Everything that the oracle has to say about enrolment and collection, since the arena was opened. */
export const judge = async (arena: Arena, load: Load): Promise<readonly Finding[]> => {
  const records = await arena.desk.read();
  const findings = await Promise.all([
    judgeEffects(arena, load, records),
    judgeViews(arena),
    judgeOrder(arena, records),
    judgePipe(arena, 'enrollment', records),
    judgePipe(arena, 'collection', records),
    judgeLedger(arena, load),
  ]);
  return findings.flat();
};
