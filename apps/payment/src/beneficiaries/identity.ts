import { createHmac } from 'node:crypto';
import { config } from '../config';

/**
 * HMAC-SHA-256 of a personal id, hexadecimal. Twelve digits are guessed in a moment from a plain hash, so the digest is
 * keyed, and the key lives outside the database.
 */
export const personalIdDigest = (personalId: string): string =>
  createHmac('sha256', config.PAYMENT_IDENTITY_KEY).update(personalId).digest('hex');
