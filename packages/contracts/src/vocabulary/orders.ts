/** The list, when it has every member; nothing can be it when one is missing. */
export type Complete<Member extends string, List extends readonly Member[]> = [Member] extends [List[number]]
  ? List
  : never;

/** An order of things that each have their turn: it compiles only when none of them is left out. */
export const orderOf =
  <Member extends string>() =>
  <const List extends readonly Member[]>(list: List & Complete<Member, List>): readonly Member[] =>
    list;

/** The newest version of each key: one statement cannot update a row twice, and an older event must not win. */
export const newestBy = <Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  versionOf: (row: Row) => number,
): Row[] => {
  const newest = new Map<string, Row>();
  for (const row of rows) {
    const known = newest.get(keyOf(row));
    if (known === undefined || versionOf(known) < versionOf(row)) newest.set(keyOf(row), row);
  }
  return [...newest.values()];
};

/** The order of texts by their code units: the same on every machine, whatever language it speaks. */
export const byText = (one: string, other: string): number => {
  if (one === other) return 0;
  return one < other ? -1 : 1;
};
