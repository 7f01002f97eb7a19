import type { Received } from './received';

export type Mode = 'each' | 'batch' | undefined;

/** Neighbours that one transaction takes; `lead` says what they are handled as, undefined when nobody handles them. */
export type Run = { readonly items: readonly Received[]; readonly lead: Received | undefined };

/** More at once would hold locks for long and make a repetition expensive. */
const RUN_MAX = 2_000;

const modeOf = (item: Received, byType: (type: string) => Mode): Mode | 'ignored' | 'unreadable' =>
  item.kind === 'event' ? byType(item.definition.type) : item.kind;

/**
 * The longest run from `start`: one event, or neighbours of one batch subscription. Ignored events between them only
 * count in the order of their aggregates, so they ride along. An unreadable message stands alone.
 */
export const runFrom = (received: readonly Received[], start: number, byType: (type: string) => Mode): Run => {
  const items: Received[] = [];
  let lead: Received | undefined;
  for (let index = start; index < received.length && items.length < RUN_MAX; index += 1) {
    const item = received[index];
    if (item === undefined) break;
    const mode = modeOf(item, byType);
    if (mode === 'unreadable') {
      if (items.length > 0) break;
      return { items: [item], lead: item };
    }
    if (mode !== 'ignored') {
      if (lead !== undefined && (lead.kind !== 'event' || !isSameType(lead, item))) break;
      lead ??= item;
    }
    items.push(item);
    if (mode === 'each') break;
  }
  return { items, lead };
};

const isSameType = (one: Received, other: Received): boolean =>
  one.kind === 'event' && other.kind === 'event' && one.definition.type === other.definition.type;
