import { z } from 'zod';

/** `act`: what the audit says of it, with what the thing was and will be; `event`: what other services are told. */
export const EffectWhat = z.enum(['act', 'event', 'job']).meta({ id: 'EffectWhat' });
export type EffectWhat = z.infer<typeof EffectWhat>;

const Label = z.object({ vi: z.string(), en: z.string() });

/** How often an act does one thing, and what it comes to: the sums of all members that are an amount in dong. */
export const EffectCount = z
  .object({
    what: EffectWhat,
    name: z.string(),
    label: Label,
    count: z.int().positive(),
    sumsVnd: z.record(z.string(), z.string()),
  })
  .meta({ id: 'EffectCount' });
export type EffectCount = z.infer<typeof EffectCount>;

/** One thing that an act does; of an event what is told stands in `after`. What is sealed is `(sealed)`. */
export const EffectLine = z
  .object({
    what: EffectWhat,
    name: z.string(),
    thing: z.string(),
    outcome: z.string().nullable(),
    before: z.unknown(),
    after: z.unknown(),
  })
  .meta({ id: 'EffectLine' });
export type EffectLine = z.infer<typeof EffectLine>;

/** What an act does when it is approved, as it was done and undone when it was asked for. */
export const HeldEffect = z
  .object({
    counts: z.array(EffectCount),
    /** The first of them; long lists in them are cut, and say by how much. */
    first: z.array(EffectLine),
    /** Of all of it, uncut and with what is sealed; it is compared and never shown. */
    sha256: z.string().optional(),
  })
  .meta({ id: 'HeldEffect' });
export type HeldEffect = z.infer<typeof HeldEffect>;
