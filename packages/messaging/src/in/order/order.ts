import type { TransactionClient } from '@ansinh/database';
import type { Readable } from '../messages/received';
import { moveHeads } from './head.store';
import { hold } from './held.store';
import { takeArrived } from './inbox.store';
import { type Placed, place } from './order.rules';

export type Ordered = Placed<Readable> & {
  /** Messages of the topic are held: one of them may be next now. */
  readonly isAnyHeld: boolean;
};

/**
 * Marks the events among the messages as processed, finds where each stands among those of its aggregate, moves the
 * heads and stores what came too early, in the caller's transaction. The heads stay locked until its end.
 * @throws OrderConflict
 */
export const takeInOrder = async (
  db: TransactionClient,
  topic: string,
  items: readonly Readable[],
): Promise<Ordered> => {
  const ids = items.filter(({ kind }) => kind === 'event').map(({ attributes }) => attributes.id);
  const subjects = [
    ...new Set(items.filter(({ sequence }) => sequence !== undefined).map(({ attributes }) => attributes.subject)),
  ];
  const { taken, heads: known, isAnyHeld } = await takeArrived(db, topic, { ids, subjects });
  const { due, late, early, heads } = place(markNew(items, new Set(taken)), known);
  const held = itemsOf(early);
  await hold(db, topic, held);
  await moveHeads(db, topic, heads);
  return { due: itemsOf(due), late: itemsOf(late), early: held, heads, isAnyHeld };
};

const itemsOf = (list: readonly { readonly item: Readable }[]): readonly Readable[] => list.map(({ item }) => item);

/** Each id is new once, also when it comes twice in one batch. Ignored messages are known by their number alone. */
const markNew = (items: readonly Readable[], taken: Set<string>) =>
  items.map((item) => ({
    item,
    subject: item.attributes.subject,
    sequence: item.sequence,
    isNew: item.kind === 'ignored' || taken.delete(item.attributes.id),
  }));
