import { z } from 'zod';

/** What goes to and comes from `navigator.credentials` as JSON (W3C Web Authentication, Level 3). */
const Base64Url = z
  .string()
  .max(10_000)
  .regex(/^[A-Za-z0-9_-]+$/, 'is no base64url');
const Credential = {
  id: Base64Url,
  rawId: Base64Url,
  type: z.literal('public-key'),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
};

export const PasskeyOptions = z
  .looseObject({ challenge: z.string() })
  .meta({ id: 'PasskeyOptions', description: 'For navigator.credentials.create, within five minutes' });

export const AddPasskey = z
  .object({
    /** What the person calls the device. */
    name: z.string().trim().min(1).max(100),
    currentPassword: z.string().min(1).max(1_000),
    credential: z.object({
      ...Credential,
      response: z.object({
        clientDataJSON: Base64Url,
        attestationObject: Base64Url,
        transports: z.array(z.string().max(30)).max(10).default([]),
      }),
    }),
  })
  .meta({ id: 'AddPasskey' });
export type AddPasskey = z.infer<typeof AddPasskey>;

/** What a device answers when somebody signs in. */
export const PasskeyAnswer = z.object({
  ...Credential,
  response: z.object({
    clientDataJSON: Base64Url,
    authenticatorData: Base64Url,
    signature: Base64Url,
    userHandle: Base64Url.optional(),
  }),
});
export type PasskeyAnswer = z.infer<typeof PasskeyAnswer>;
