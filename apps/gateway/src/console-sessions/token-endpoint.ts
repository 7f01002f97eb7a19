import { createServer, type IncomingMessage, request } from 'node:http';
import { duplexPair } from 'node:stream';
import { reject } from '@ansinh/contracts/catalogue/problems';
import express, { type RequestHandler } from 'express';
import { z } from 'zod';

const Given = z
  .object({ access_token: z.string(), refresh_token: z.string(), expires_in: z.number() })
  .transform((given) => ({
    accessToken: given.access_token,
    refreshToken: given.refresh_token,
    expiresInSeconds: given.expires_in,
  }));
export type GivenTokens = z.infer<typeof Given>;

/** Asks for tokens as any program of persons does. @returns undefined when what it asks with is good no more */
export type TokenEndpoint = (form: Readonly<Record<string, string>>) => Promise<GivenTokens | undefined>;

const textOf = async (answer: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

/**
 * The token endpoint of this process, asked by HTTP over a line that stays in it: the gateway need not find itself in the
 * network, and is no other kind of client than others are.
 */
export const tokenEndpoint = (handle: RequestHandler, path: string, clientId: string): TokenEndpoint => {
  const server = createServer(express().use(handle));
  const post = (body: string): Promise<IncomingMessage> =>
    new Promise((resolve, fail) => {
      const [ours, theirs] = duplexPair();
      server.emit('connection', theirs);
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
        connection: 'close',
      };
      request({ method: 'POST', host: 'localhost', path, headers, createConnection: () => ours }, resolve)
        .once('error', fail)
        .end(body);
    });
  return async (form) => {
    const answer = await post(new URLSearchParams({ ...form, client_id: clientId }).toString());
    const text = await textOf(answer);
    if (answer.statusCode === 200) return Given.parse(JSON.parse(text));
    if (answer.statusCode === 400) return undefined;
    throw reject('service.unavailable');
  };
};
