/** Statements that a service writes itself are fewer; more would be lists of every length, written out by Prisma. */
const NAMES_MAX = 200;
/** A text that came only once or twice is not worth a plan that each connection keeps. */
const USES_BEFORE_NAMED = 3;
const REMEMBERED_MAX = 2_000;

/**
 * Names for statements that come again and again. Under a name PostgreSQL parses and plans a statement once for each
 * connection and not with every call, which was a third of its work for a claim. An empty name means: do not keep it.
 */
export const statementNames = (): ((query: { readonly sql: string }) => string) => {
  const names = new Map<string, string>();
  const uses = new Map<string, number>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= NAMES_MAX) return '';
    const used = (uses.get(sql) ?? 0) + 1;
    if (used < USES_BEFORE_NAMED) {
      if (uses.size >= REMEMBERED_MAX) uses.clear();
      uses.set(sql, used);
      return '';
    }
    uses.delete(sql);
    const name = `s${names.size}`;
    names.set(sql, name);
    return name;
  };
};
