import { z } from 'zod';
import { InstantText } from '../vocabulary/calendar';

/** A key that signs our tokens, without its private part. */
export const SigningKey = z
  .object({
    kid: z.string(),
    alg: z.enum(['ES256', 'RS256']),
    /** `next`: published, and signs later; `signs`: the one of now; `former`: published for tokens that it has signed. */
    status: z.enum(['next', 'signs', 'former']),
    signsFrom: InstantText,
    /** When the last token that it has signed has ended; null while no other key follows it. */
    publishedUntil: InstantText.nullable(),
    /** Whether it stands in the setting SIGNING_KEYS. */
    isOfSettings: z.boolean(),
  })
  .meta({ id: 'SigningKey' });
export type SigningKey = z.infer<typeof SigningKey>;

export const SigningKeyList = z.object({ items: z.array(SigningKey) }).meta({ id: 'SigningKeyList' });
export type SigningKeyList = z.infer<typeof SigningKeyList>;

export const RollSigningKey = z
  .object({ reason: z.string().trim().min(3, 'give a reason of 3 characters or more').max(500) })
  .meta({ id: 'RollSigningKey' });
export type RollSigningKey = z.infer<typeof RollSigningKey>;

/** What was begun; the key that follows is published at once. */
export const SigningKeyRolled = z
  .object({ kid: z.string(), signsFrom: InstantText, publishedAheadMinutes: z.int() })
  .meta({ id: 'SigningKeyRolled' });
export type SigningKeyRolled = z.infer<typeof SigningKeyRolled>;
