import { reject } from '@ansinh/contracts/catalogue/problems';
import { jsonFault } from '@ansinh/http/admission';
import { reading } from '@ansinh/threads';

export type Form = ReadonlyMap<string, string>;

/** A form as it was sent. Plain data: a large one comes from a thread. */
export type SentForm = {
  readonly fields: Form;
  /** The bytes of `fileHSBase64`; undefined when it is left out or is no base64. */
  readonly file: Uint8Array | undefined;
};

/** A call of the national gateway has ten. */
const FIELDS_MAX = 64;
const FILE_FIELD = 'fileHSBase64';
/** Whatever is in it, a form of this size is read in some milliseconds. */
const SMALL_BYTES = 100_000;

/** `+` of a form is a space; a broken escape makes the whole form unreadable. */
const decodeField = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));

const requireFew = (count: number): void => {
  if (count > FIELDS_MAX) throw new Error(`a form has at most ${FIELDS_MAX} fields`);
};

/** application/x-www-form-urlencoded by hand: the general parsers walk a file of 28 MB letter by letter. */
const urlencoded = (body: Buffer): Form => {
  const text = body.toString('latin1');
  const fields = new Map<string, string>();
  let count = 0;
  for (let start = 0; start < text.length; ) {
    const next = text.indexOf('&', start);
    const end = next === -1 ? text.length : next;
    count += 1;
    requireFew(count);
    const pair = text.slice(start, end);
    const equals = pair.indexOf('=');
    if (equals >= 0) fields.set(decodeField(pair.slice(0, equals)), decodeField(pair.slice(equals + 1)));
    else if (pair !== '') fields.set(decodeField(pair), '');
    start = end + 1;
  }
  return fields;
};

const BOUNDARY = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i;

const multipart = async (body: Buffer, contentType: string): Promise<Form> => {
  const [, quoted, plain] = BOUNDARY.exec(contentType) ?? [];
  const boundary = Buffer.from(`--${quoted ?? plain ?? ''}`);
  let count = 0;
  // The last part has one behind it.
  for (let at = body.indexOf(boundary); at !== -1; at = body.indexOf(boundary, at + boundary.length)) {
    requireFew(count);
    count += 1;
  }
  const data = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  const fields = await Promise.all(
    [...data].map(async ([name, value]) => [name, typeof value === 'string' ? value : await value.text()] as const),
  );
  return new Map(fields);
};

const json = (body: Buffer): Form => {
  if (jsonFault(body, { values: 3 * FIELDS_MAX, depth: 1 }) !== undefined) throw new Error('not a form');
  const parsed: unknown = JSON.parse(body.toString('utf8'));
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new Error('not an object');
  return new Map(Object.entries(parsed).map(([name, value]) => [name, String(value)]));
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

const isOf = (contentType: string, type: string): boolean => contentType.toLowerCase().startsWith(type);
const URLENCODED = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';
const JSON_TYPE = 'application/json';

/** @throws Rejection request.media-type */
export const requireFormType = (contentType: string): void => {
  if (![URLENCODED, MULTIPART, JSON_TYPE].some((type) => isOf(contentType, type)))
    throw reject('request.media-type', { accepted: [URLENCODED] });
};

const sentForm = (read: Form): SentForm => {
  const { [FILE_FIELD]: file = '', ...fields } = Object.fromEntries(read);
  return { fields: new Map(Object.entries(fields)), file: decodeBase64(file) };
};

const orMalformed = <Result>(read: () => Result): Result => {
  try {
    return read();
  } catch {
    throw reject('request.malformed');
  }
};

const readText = (body: Buffer, contentType: string): SentForm =>
  orMalformed(() => sentForm((isOf(contentType, URLENCODED) ? urlencoded : json)(body)));

const readParts = async (body: Buffer, contentType: string): Promise<SentForm> => {
  const read = await multipart(body, contentType).catch(() => undefined);
  if (read === undefined) throw reject('request.malformed');
  return sentForm(read);
};

/** The fields of a national call, in any of the three forms that HIS send. @throws Rejection request.malformed */
export const formReading = reading({
  name: 'national-form',
  read: (body: Buffer, contentType: string) =>
    isOf(contentType, MULTIPART) ? readParts(body, contentType) : readText(body, contentType),
  small: {
    bytesMax: SMALL_BYTES,
    read: (body: Buffer, contentType: string) =>
      isOf(contentType, MULTIPART) ? undefined : readText(body, contentType),
  },
});
