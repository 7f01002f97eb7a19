import { z } from 'zod';

/** One field that is wrong: an RFC 6901 pointer into the sent body (for XML: table, row and tag). */
export const FieldError = z
  .object({ pointer: z.string(), detail: z.string(), code: z.string().optional() })
  .meta({ id: 'FieldError' });
export type FieldError = z.infer<typeof FieldError>;
