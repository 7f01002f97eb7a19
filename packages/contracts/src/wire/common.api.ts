import { z } from 'zod';

/** Page size is coerced into 1..200, never refused (AIP-158). */
export const PageQuery = z.object({
  pageSize: z.coerce
    .number()
    .int()
    .catch(50)
    .transform((size) => Math.min(200, Math.max(1, size))),
  cursor: z.string().max(500).optional(),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** A page of a stable order; `nextCursor` is opaque and absent on the last page. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().optional() });
export type Page<Item> = { items: Item[]; nextCursor?: string };
