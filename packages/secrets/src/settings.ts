import { z } from 'zod';
import type { FieldKey } from './key-ring';
import { isKeyId } from './sealed-value';

const KEY_BYTES = 32;

const Key = z.object({
  id: z.string().refine(isKeyId, 'the id of a key has 1 to 16 small letters, digits and dashes'),
  key: z
    .base64()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine(({ length }) => length === KEY_BYTES, 'a key has 32 bytes'),
});

/** The newest key first; it seals, and all of them open. */
const Keys = z
  .tuple([Key], Key)
  .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, 'two keys have one id');

const developmentKey = (id: string, text: string): FieldKey => ({ id, key: Buffer.from(text) });

/** Of no value outside a developer's machine: everybody has read them. The second one is there to be rotated. */
export const DEVELOPMENT_KEYS: readonly [FieldKey, FieldKey] = [
  developmentKey('development-2', 'an-sinh-development-field-key-02'),
  developmentKey('development-1', 'an-sinh-development-field-key-01'),
];

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export type FieldKeys =
  | { readonly keys: readonly [FieldKey, ...FieldKey[]] }
  /** Why there are none; it says nothing of what stands in a key. */
  | { readonly fault: string };

const FORM = 'must be a JSON list of keys, the newest first: [{"id":"2027-1","key":"<32 bytes in base64>"}]';

type Environment = { readonly FIELD_KEYS?: string | undefined; readonly NODE_ENV?: string | undefined };

/** The keys of an environment. In production they must be said: the others everybody has read. */
export const fieldKeysIn = ({ FIELD_KEYS: text, NODE_ENV: environment }: Environment): FieldKeys => {
  if (text === undefined)
    return environment === 'production' ? { fault: `is not said: it ${FORM}` } : { keys: DEVELOPMENT_KEYS };
  const keys = Keys.safeParse(parsed(text));
  return keys.success ? { keys: keys.data } : { fault: `${FORM} (${keys.error.issues[0]?.message})` };
};
