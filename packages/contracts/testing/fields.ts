import { z } from 'zod';

type Schema = z.core.JSONSchema.BaseSchema;

/** A field by its path, `members[].place`, with all that its schema says. */
export type Field = { readonly path: string; readonly field: Schema; readonly isOptional: boolean };

const itemsOf = ({ items }: Schema): Schema => (Array.isArray(items) || typeof items !== 'object' ? {} : items);

export const fieldsOf = (schema: Schema, prefix = ''): readonly Field[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, field]): readonly Field[] => {
    if (typeof field === 'boolean') return [];
    const path = `${prefix}${name}`;
    const inner = field.type === 'array' ? fieldsOf(itemsOf(field), `${path}[].`) : fieldsOf(field, `${path}.`);
    return [{ path, field, isOptional: schema.required?.includes(name) !== true }, ...inner];
  });

type Found = 'value' | 'null' | 'nothing';

const Members = z.record(z.string(), z.unknown());

/** What stands at a path of an example: of a list, in each of its items. */
const foundAt = (value: unknown, [name = '', ...rest]: readonly string[]): readonly Found[] => {
  const { success, data } = Members.safeParse(value);
  // Within what is null or left out there is no field that could be missing.
  if (!success) return [];
  const member = data[name.replace('[]', '')];
  if (rest.length === 0) return [member === undefined ? 'nothing' : member === null ? 'null' : 'value'];
  const inner = name.endsWith('[]') ? z.array(z.unknown()).catch([]).parse(member) : [member];
  return inner.flatMap((one) => foundAt(one, rest));
};

const mayBeNull = ({ field }: Field): boolean => JSON.stringify(field.anyOf ?? field.type ?? '').includes('"null"');

/** What no example shows: of each field that may be null or left out, an example with it, one with null, one without it. */
export const lackingExamples = (schema: Schema, examples: readonly unknown[]): readonly string[] =>
  fieldsOf(schema).flatMap((field) => {
    const { path, isOptional } = field;
    const wanted: readonly Found[] = [
      ...(mayBeNull(field) || isOptional ? (['value'] as const) : []),
      ...(mayBeNull(field) ? (['null'] as const) : []),
      ...(isOptional ? (['nothing'] as const) : []),
    ];
    const seen = new Set(examples.flatMap((example) => foundAt(example, path.split('.'))));
    return wanted.filter((found) => !seen.has(found)).map((found) => `${path}: ${found}`);
  });
