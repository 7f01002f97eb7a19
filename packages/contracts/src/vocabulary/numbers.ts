import { z } from 'zod';

const DIGITS = /^(?:0|[1-9]\d{0,8})$/;

/**
 * A whole number as an address writes it: in digits alone. For `Number` also `0x7e8`, `1e3`, `+5`, a blank and nothing at
 * all would be numbers.
 */
export const inDigits = <Schema extends z.ZodType<number>>(schema: Schema) =>
  z.preprocess((text) => (typeof text === 'string' && DIGITS.test(text) ? Number(text) : text), schema);
