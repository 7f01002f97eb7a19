import type { IncomingMessage } from 'node:http';
import { reject } from '@ansinh/contracts/catalogue/problems';
import express, { type Request, type Response } from 'express';
import type { ReadBody, StreamedBody } from '../routes/route';

const JSON_LIMIT_BYTES = 5_000_000;

/** The bytes of a body as they came, kept for the hash of the idempotency key. */
export type WithBytes = { rawBytes?: Buffer };

export type BodyReader = (request: Request, response: Response) => Promise<void>;

/** Reads a body into `request.body`: parsed JSON, or bytes. */
export const bodyReader = (body: ReadBody): BodyReader => {
  const verify = (request: IncomingMessage & WithBytes, _response: unknown, bytes: Buffer): void => {
    request.rawBytes = bytes;
  };
  const parser =
    body.form === 'bytes'
      ? express.raw({ type: [...body.contentTypes], limit: body.limitBytes, verify })
      : express.json({ type: ['application/json', '*/*+json'], limit: JSON_LIMIT_BYTES, strict: false, verify });
  return (request, response) =>
    new Promise<void>((resolve, fail) => {
      parser(request, response, (error?: unknown) => (error === undefined ? resolve() : fail(error)));
    });
};

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
