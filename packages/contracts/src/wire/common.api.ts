import { z } from 'zod';
import { inDigits } from '../vocabulary/numbers';

/** A page size is a number; one that is too small or too large becomes the nearest of 1..200 (AIP-158). */
export const PageQuery = z.object({
  pageSize: inDigits(z.int())
    .default(50)
    .transform((size) => Math.min(200, Math.max(1, size)))
    .describe('1 to 200; 50 when absent'),
  cursor: z.string().max(500).optional(),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** A page of a stable order; `nextCursor` is opaque and absent on the last page. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().optional() });
export type Page<Item> = { items: Item[]; nextCursor?: string };

/** What was seen, as one opaque text: whoever decides sends it back as it is. */
export const Digest = z
  .string()
  .regex(/^(?:[0-9a-f]{64}|d1\.[a-z0-9-]{1,16}\.[A-Za-z0-9_-]{43})$/)
  .meta({
    id: 'Digest',
    description:
      'Stands for exactly what is shown (canonical JSON, RFC 8785): an opaque text, made with a key of the platform, to be sent back as it is. Of before there was a key it has 64 hexadecimal digits',
  });
