import { inSpan, isTraced } from '@ansinh/telemetry';
import type { PrismaPg } from '@prisma/adapter-pg';
import { type QuerySummary, summaryOf } from './query-summary.rules';

/** Texts of statements are few: they stand in the code, or are made of it. */
const REMEMBERED_MAX = 2_000;

const remembered = (): typeof summaryOf => {
  const known = new Map<string, QuerySummary | undefined>();
  return (sql) => {
    if (known.has(sql)) return known.get(sql);
    if (known.size >= REMEMBERED_MAX) known.clear();
    const summary = summaryOf(sql);
    known.set(sql, summary);
    return summary;
  };
};

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;
type Transaction = Awaited<ReturnType<Adapter['startTransaction']>>;
type Queries = Pick<Transaction, 'queryRaw' | 'executeRaw'>;

/** A span for each statement of a trace that is kept, named by what it does to which table: never a value, nor its text. */
const inQuerySpans = (database: string) => {
  const summaryOfKnown = remembered();
  const inQuerySpan = <Result>(sql: string, work: () => Promise<Result>): Promise<Result> => {
    const told = isTraced() ? summaryOfKnown(sql) : undefined;
    if (told === undefined) return work();
    const { summary, operation, collection } = told;
    const attributes = {
      'db.system.name': 'postgresql',
      'db.namespace': database,
      'db.operation.name': operation,
      'db.query.summary': summary,
      ...(collection === undefined ? {} : { 'db.collection.name': collection }),
    };
    return inSpan({ name: summary, kind: 'client', attributes }, work);
  };
  return (queries: Queries): void => {
    const queryRaw = queries.queryRaw.bind(queries);
    const executeRaw = queries.executeRaw.bind(queries);
    queries.queryRaw = (query) => inQuerySpan(query.sql, () => queryRaw(query));
    queries.executeRaw = (query) => inQuerySpan(query.sql, () => executeRaw(query));
  };
};

/** The same adapter, whose statements are spans, in transactions and out of them. */
export const tracedAdapter = (factory: PrismaPg, database: string): PrismaPg => {
  const trace = inQuerySpans(database);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const startTransaction = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (level) => {
      const transaction = await startTransaction(level);
      trace(transaction);
      return transaction;
    };
    trace(adapter);
    return adapter;
  };
  return factory;
};
