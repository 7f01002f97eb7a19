import { z } from 'zod';

/**
 * In ASCII, as every mail server takes it: letters of other scripts before the @ need SMTPUTF8, which most refuse, and a
 * domain in them has a form in ASCII (`xn--`). It holds no control character, so that it cannot end the line of a header.
 */
export const EmailAddress = z
  .email()
  .max(254)
  .refine((address) => address.indexOf('@') <= 64, 'at most 64 characters stand before the @')
  .meta({ id: 'EmailAddress', description: 'E-mail address, in ASCII', examples: ['ke-toan@mau.example'] });
