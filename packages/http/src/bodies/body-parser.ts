import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { reject } from '@ansinh/contracts/catalogue/problems';
import express, { type Request, type Response } from 'express';
import { JSON_BODY, jsonFault, jsonFaultText } from '../admission';
import type { ReadBody, StreamedBody } from '../routes/route';

/** The bytes of a body as they came, kept for the hash of the idempotency key. */
export type WithBytes = { rawBytes?: Buffer };

export type BodyReader = (request: Request, response: Response) => Promise<void>;

/** Before anything is made of the bytes. @throws Rejection request.media-type, request.malformed, request.invalid */
const requireJsonForm = (bytes: Buffer, encoding: string): void => {
  if (encoding !== 'utf-8') throw reject('request.media-type', { accepted: ['UTF-8'] });
  if (!isUtf8(bytes)) throw reject('request.malformed', { reason: 'the body is no UTF-8' });
  const fault = jsonFault(bytes, JSON_BODY);
  if (fault !== undefined) throw reject('request.invalid', { errors: [{ pointer: '', detail: jsonFaultText(fault) }] });
};

/** Only an escape of JSON can hold what is no whole text: its bytes are UTF-8. */
export const hasEscapes = ({ rawBytes }: IncomingMessage & WithBytes): boolean => rawBytes?.includes('\\u') ?? false;

/** Reads a body into `request.body`: parsed JSON, or bytes. */
export const bodyReader = (body: ReadBody): BodyReader => {
  const verify = (request: IncomingMessage & WithBytes, _response: unknown, bytes: Buffer, encoding: string): void => {
    request.rawBytes = bytes;
    if (body.form === 'json') requireJsonForm(bytes, encoding);
  };
  const parser =
    body.form === 'bytes'
      ? express.raw({ type: [...body.contentTypes], limit: body.limitBytes, verify })
      : express.json({ type: ['application/json', '*/*+json'], limit: JSON_BODY.bytes, strict: false, verify });
  return (request, response) =>
    new Promise<void>((resolve, fail) => {
      parser(request, response, (error?: unknown) => (error === undefined ? resolve() : fail(error)));
    });
};

/** `text/csv` of `Text/CSV; charset=utf-8`. */
export const mediaTypeOf = (contentType: string | undefined): string =>
  (contentType?.split(';', 1)[0] ?? '').trim().toLowerCase();

const hasBody = ({ headers }: Request): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

/**
 * @throws Rejection request.media-type when the body is not of a type that the route takes, request.malformed when a file
 * is left out
 */
export const requireContentType = (body: ReadBody | StreamedBody, request: Request): void => {
  if (body.form === 'none') return;
  const isJson = body.form === 'json';
  if (!hasBody(request)) {
    if (!isJson) throw reject('request.malformed');
    return;
  }
  const accepted = isJson ? ['application/json'] : body.contentTypes;
  if (!request.is([...accepted, ...(isJson ? ['+json'] : [])])) throw reject('request.media-type', { accepted });
};
