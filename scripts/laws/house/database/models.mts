// The tables of an app, as its Prisma schema names them.

export type Model = {
  /** As code calls it: `db.payoutBatch`. */
  readonly name: string;
  readonly table: string;
  /** Fields that lead to other models, by the name of the field. */
  readonly relations: ReadonlyMap<string, string>;
};

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

export const modelsOf = (schemas: readonly string[]): ReadonlyMap<string, Model> => {
  const blocks = schemas.flatMap((text) => [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)]);
  const names = new Set(blocks.map(([, name]) => name ?? ''));
  return new Map(
    blocks.map(([, name = '', body = '']) => {
      const fields = [...body.matchAll(/^\s+(\w+)\s+(\w+)(?:\[\]|\?)?/gm)];
      const relations = fields.flatMap(([, field = '', type = '']): [string, string][] =>
        names.has(type) ? [[field, lowerFirst(type)]] : [],
      );
      const table = body.match(/@@map\("(\w+)"\)/)?.[1] ?? name;
      return [lowerFirst(name), { name: lowerFirst(name), table, relations: new Map(relations) }];
    }),
  );
};
