import type { Received } from './received';

/** How many events of a type one transaction takes; undefined when nobody handles it. */
export type AtOnce = number | undefined;

/** Neighbours that one transaction takes; `lead` says what they are handled as, undefined when nobody handles them. */
export type Run = { readonly items: readonly Received[]; readonly lead: Received | undefined };

/** More at once would hold locks for long and make a repetition expensive. */
const RUN_MAX = 2_000;

const handledAtOnce = (item: Received, atOnce: (type: string) => AtOnce): AtOnce =>
  item.kind === 'event' ? atOnce(item.definition.type) : undefined;

/**
 * The longest run from `start`: neighbours of one type, as many as its subscription takes at once. Ignored events between them only
 * count in the order of their aggregates, so they ride along. An unreadable message stands alone.
 */
export const runFrom = (received: readonly Received[], start: number, atOnce: (type: string) => AtOnce): Run => {
  const items: Received[] = [];
  let lead: Received | undefined;
  let handled = 0;
  for (let index = start; index < received.length && items.length < RUN_MAX; index += 1) {
    const item = received[index];
    if (item === undefined) break;
    if (item.kind === 'unreadable') {
      if (items.length > 0) break;
      return { items: [item], lead: item };
    }
    const limit = handledAtOnce(item, atOnce);
    if (limit !== undefined) {
      if (lead !== undefined && !isSameType(lead, item)) break;
      lead ??= item;
      handled += 1;
    }
    items.push(item);
    if (limit !== undefined && handled >= limit) break;
  }
  return { items, lead };
};

const isSameType = (one: Received, other: Received): boolean =>
  one.kind === 'event' && other.kind === 'event' && one.definition.type === other.definition.type;
