import { FINDINGS_MAX } from '@ansinh/contracts/wire/field-error';
import { z } from 'zod';

/** One thing that a schema has against a value. */
export type Issue = { readonly path: readonly PropertyKey[]; readonly message: string; readonly code?: string };

/** Of a shorter list all faults together are few enough. */
const LONG = FINDINGS_MAX;

const innerOf = (schema: z.core.$ZodType): z.core.$ZodType =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodNullable ? innerOf(schema.unwrap()) : schema;

const mostOf = ({ def: { checks = [] } }: z.ZodArray): number => {
  const most = checks.flatMap(({ _zod: { def } }) =>
    'maximum' in def && typeof def.maximum === 'number' ? [def.maximum] : [],
  );
  return Math.min(...most, Number.POSITIVE_INFINITY);
};

const faultsOfList = (schema: z.ZodArray, items: readonly unknown[], path: readonly PropertyKey[]): Issue[] => {
  const most = mostOf(schema);
  if (items.length > most) return [{ path, message: `a list has at most ${most} items`, code: 'too_big' }];
  const faults: Issue[] = [];
  for (let at = 0; items.length > LONG && at < items.length && faults.length < FINDINGS_MAX; at += 1) {
    const { error } = z.safeParse(schema.element, items[at]);
    for (const issue of error?.issues ?? []) faults.push({ ...issue, path: [...path, at, ...issue.path] });
  }
  return faults;
};

/**
 * The faults of the long lists in a value, looked for no further than a refusal tells. The schema itself looks at all
 * items and puts all their faults into words, however long the list is: 145 kB of them became 4.4 MB, and nobody else was
 * answered meanwhile.
 */
export const faultsOfLongLists = (schema: z.ZodType, value: unknown, path: readonly PropertyKey[] = []): Issue[] => {
  const inner = innerOf(schema);
  if (inner instanceof z.ZodArray && Array.isArray(value)) return faultsOfList(inner, value, path);
  if (!(inner instanceof z.ZodObject) || typeof value !== 'object' || value === null) return [];
  const parts = new Map(Object.entries(value));
  return Object.entries(inner.shape).flatMap(([name, part]) =>
    parts.has(name) ? faultsOfLongLists(part, parts.get(name), [...path, name]) : [],
  );
};
