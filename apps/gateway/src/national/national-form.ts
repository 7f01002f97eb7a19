import { reject } from '@ansinh/contracts/catalogue/problems';
import type { ByteShare } from '@ansinh/http/admission';
import type { Request } from 'express';
import { readBody } from '../proxy/body-limit';

export const NATIONAL_FORM_LIMIT_BYTES = 30_000_000;
export const NATIONAL_FILE_LIMIT_BYTES = 20_000_000;

export type Form = ReadonlyMap<string, string>;

/** `+` of a form is a space; a broken escape makes the whole form unreadable. */
const decodeField = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));

/** application/x-www-form-urlencoded by hand: the general parsers walk a file of 28 MB letter by letter. */
const urlencoded = (body: Buffer): Form =>
  new Map(
    body
      .toString('latin1')
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const equals = pair.indexOf('=');
        return equals < 0
          ? ([decodeField(pair), ''] as const)
          : ([decodeField(pair.slice(0, equals)), decodeField(pair.slice(equals + 1))] as const);
      }),
  );

const multipart = async (body: Buffer, contentType: string): Promise<Form> => {
  const data = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  const fields = await Promise.all(
    [...data].map(async ([name, value]) => [name, typeof value === 'string' ? value : await value.text()] as const),
  );
  return new Map(fields);
};

const json = (body: Buffer): Form => {
  const parsed: unknown = JSON.parse(body.toString('utf8'));
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new Error('not an object');
  return new Map(Object.entries(parsed).map(([name, value]) => [name, String(value)]));
};

/**
 * The fields of a national call, in any of the three forms that HIS send.
 * @throws request.body-too-large, request.malformed, request.media-type, and request.too-many or service.unavailable when
 * its sender, or all senders together, hold too much in memory
 */
export const readForm = async (
  request: Request,
  limitBytes: number,
  share?: Pick<ByteShare, 'grow'>,
): Promise<Form> => {
  const contentType = request.headers['content-type'] ?? '';
  const parse = [
    { type: 'application/x-www-form-urlencoded', read: urlencoded },
    { type: 'multipart/form-data', read: (body: Buffer) => multipart(body, contentType) },
    { type: 'application/json', read: json },
  ].find(({ type }) => contentType.toLowerCase().startsWith(type));
  if (parse === undefined) throw reject('request.media-type', { accepted: ['application/x-www-form-urlencoded'] });
  const body = await readBody(request, limitBytes, share);
  try {
    return await parse.read(body);
  } catch {
    throw reject('request.malformed');
  }
};

/**
 * The bytes of a base64 field, or undefined when it is not base64. Line breaks are allowed (76 letters a line is usual);
 * a space was a `+` that the sender did not escape.
 */
export const decodeBase64 = (text: string): Buffer | undefined => {
  const compact = text.replace(/[\r\n\t]/g, '').replaceAll(' ', '+');
  // `-` and `_` are of another base64, which the decoder takes too; whatever else is no letter of it makes it shorter.
  if (compact === '' || compact.length % 4 !== 0 || compact.includes('-') || compact.includes('_')) return undefined;
  const padding = compact.endsWith('==') ? 2 : compact.endsWith('=') ? 1 : 0;
  const bytes = Buffer.from(compact, 'base64');
  return bytes.length === (compact.length / 4) * 3 - padding ? bytes : undefined;
};
