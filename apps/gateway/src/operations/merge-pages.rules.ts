import type { AuditEntry, ReplayCounts } from '@ansinh/contracts/operations/api';

type WithId = { readonly id: string };

/** Newest first, the same order in every service: an id is a UUIDv7. */
const byId = (one: WithId, other: WithId): number => compare(other.id, one.id);

/** Newest first; the order of `listAudit` in each service. */
const byTime = (one: AuditEntry, other: AuditEntry): number =>
  compare(other.at, one.at) ||
  compare(other.service, one.service) ||
  compare(BigInt(other.position), BigInt(one.position));

const compare = <Value extends string | bigint>(one: Value, other: Value): number =>
  one < other ? -1 : one > other ? 1 : 0;

type Order<Item> = {
  readonly compare: (one: Item, other: Item) => number;
  readonly cursorOf: (last: Item) => readonly string[];
};

/** A page as a service answers it: `nextCursor` may stand there as undefined. */
type ReadPage<Item> = { readonly items: readonly Item[]; readonly nextCursor?: string | undefined };

/** One page of several; `next` is what its cursor is made of, when more follows. */
export type MergedPage<Item> = { readonly items: Item[]; readonly next: readonly string[] | undefined };

/** One page of several: each page has its first `size` items, so that the first `size` of all are among them. */
const mergePages = <Item>(pages: readonly ReadPage<Item>[], size: number, order: Order<Item>): MergedPage<Item> => {
  const all = pages.flatMap(({ items }) => items).sort(order.compare);
  const items = all.slice(0, size);
  const last = items.at(-1);
  const more = all.length > size || pages.some(({ nextCursor }) => nextCursor !== undefined);
  return { items, next: more && last !== undefined ? order.cursorOf(last) : undefined };
};

/** Dead letters, or jobs. */
export const mergeById = <Item extends WithId>(pages: readonly ReadPage<Item>[], size: number): MergedPage<Item> =>
  mergePages(pages, size, { compare: byId, cursorOf: ({ id }) => [id] });

export const mergeAudit = (pages: readonly ReadPage<AuditEntry>[], size: number): MergedPage<AuditEntry> =>
  mergePages(pages, size, { compare: byTime, cursorOf: ({ at, service, position }) => [at, service, position] });

const NOTHING: ReplayCounts = { matched: 0, replayed: 0, alreadyDone: 0, failed: 0, heldBack: 0, remaining: 0 };

export const sumOf = (counts: readonly ReplayCounts[]): ReplayCounts =>
  counts.reduce(
    (sum, one) => ({
      matched: sum.matched + one.matched,
      replayed: sum.replayed + one.replayed,
      alreadyDone: sum.alreadyDone + one.alreadyDone,
      failed: sum.failed + one.failed,
      heldBack: sum.heldBack + one.heldBack,
      remaining: sum.remaining + one.remaining,
    }),
    NOTHING,
  );
