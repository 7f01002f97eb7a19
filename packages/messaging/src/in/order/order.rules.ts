/**
 * Where an event stands among those of its aggregate. Producers number them 1, 2, 3 ... without a gap
 * (docs/adr/0008-order.md); a message without a number is not ordered.
 */
export type Numbered = { readonly subject: string; readonly sequence: number | undefined; readonly isNew: boolean };

/** How far each aggregate is after something was placed, and was before. */
export type Heads = ReadonlyMap<string, { readonly from: number; readonly to: number }>;

export type Placed<Item> = {
  /** To be handled now, in this order: the next one of its aggregate, or one without a number. */
  readonly due: readonly Item[];
  /** New, but a later one of its aggregate was handled before. */
  readonly late: readonly Item[];
  /** An earlier one of its aggregate is missing. */
  readonly early: readonly Item[];
  readonly heads: Heads;
};

/** Places the messages of one topic in the order of their arrival; `known` says how far each aggregate is. */
export const place = <Item extends Numbered>(
  items: readonly Item[],
  known: ReadonlyMap<string, number>,
): Placed<Item> => {
  const due: Item[] = [];
  const late: Item[] = [];
  const early: Item[] = [];
  const heads = new Map<string, { from: number; to: number }>();
  for (const item of items) {
    if (!item.isNew) continue;
    const { subject, sequence } = item;
    if (sequence === undefined) {
      due.push(item);
      continue;
    }
    const from = known.get(subject) ?? 0;
    const head = heads.get(subject)?.to ?? from;
    if (sequence === head + 1) {
      due.push(item);
      heads.set(subject, { from, to: sequence });
    } else if (sequence <= head) late.push(item);
    else early.push(item);
  }
  return { due, late, early, heads };
};
