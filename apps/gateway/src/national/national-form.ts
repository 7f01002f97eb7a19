import type { ByteShare } from '@ansinh/http/admission';
import type { Request } from 'express';
import { readBody } from '../proxy/body-limit';
import { formReading, requireFormType, type SentForm } from './form-reading';

export const NATIONAL_FORM_LIMIT_BYTES = 30_000_000;
export const NATIONAL_FILE_LIMIT_BYTES = 20_000_000;

/**
 * The form of a national call.
 * @throws request.body-too-large, request.malformed, request.media-type, request.too-complex, and request.too-many or
 * service.unavailable when its sender, or all senders together, hold too much in memory
 */
export const readForm = async (
  request: Request,
  limitBytes: number,
  share?: Pick<ByteShare, 'grow'>,
): Promise<SentForm> => {
  const contentType = request.headers['content-type'] ?? '';
  requireFormType(contentType);
  return formReading.of(await readBody(request, limitBytes, share), contentType);
};
