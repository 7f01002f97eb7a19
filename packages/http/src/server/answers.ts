import { Readable } from 'node:stream';
import { pipeline as pipe } from 'node:stream/promises';
import type { Response } from 'express';
import type { z } from 'zod';
import type { Common, FileReply, FileRoute, RawReply, RawRoute } from '../routes/route';
import type { StoredAnswer } from './ports';

export type Answer = StoredAnswer & { readonly replayed: boolean };

const statusOf = ({ status = 200 }: Pick<Common, 'status'>): number => status;

/** The answer as it is sent and stored: what the schema does not know never leaves. */
export const rendered = (
  route: Pick<Common, 'status'> & { readonly reply: z.ZodType | undefined },
  reply: unknown,
): StoredAnswer => ({
  status: statusOf(route),
  contentType: 'application/json',
  body: route.reply === undefined ? '' : JSON.stringify(route.reply.parse(reply)),
});

/** The answer as it is kept for its key: without what is shown once. */
export const keptAnswer = ({ shownOnce }: Pick<Common, 'shownOnce'>, answer: StoredAnswer): StoredAnswer => {
  if (shownOnce === undefined) return answer;
  const { [shownOnce]: _shown, ...kept } = JSON.parse(answer.body) as Record<string, unknown>;
  return { ...answer, body: JSON.stringify(kept) };
};

export const send = (response: Response, answer: Answer): void => {
  if (answer.replayed) response.setHeader('Idempotent-Replayed', 'true');
  response.status(answer.status);
  if (answer.body === '') response.end();
  else response.type(answer.contentType).send(answer.body);
};

export const sendFile = async <Tx>(route: FileRoute<Tx>, response: Response, reply: FileReply): Promise<void> => {
  const { contentType, fileName, chunks } = reply;
  if (!route.files.includes(contentType)) throw new Error(`${route.path} does not declare ${contentType}`);
  response.status(statusOf(route)).type(contentType).attachment(fileName);
  await pipe(Readable.from(chunks, { objectMode: false }), response);
};

export const sendRaw = async <Tx>(route: RawRoute<Tx>, response: Response, reply: RawReply): Promise<void> => {
  response.status(statusOf(route)).type(route.rawReply);
  if (typeof reply === 'string') response.send(reply);
  else await pipe(Readable.from(reply, { objectMode: false }), response);
};
