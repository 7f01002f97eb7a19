import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
};

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** A real HTTP server in the place of a service; it remembers whole requests and answers what a test tells it. */
export type FakeService = {
  readonly url: string;
  readonly received: Received[];
  /** Bytes that came in, also of requests that were cut off. */
  readonly bytes: () => number;
  answer: Handler;
  readonly stop: () => Promise<void>;
};

export const json =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Handler =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };

export const startFakeService = async (answer: Handler = json(200, {})): Promise<FakeService> => {
  let bytes = 0;
  const received: Received[] = [];
  const server: Server = createServer(async (request, response) => {
    if (request.headers['x-stream'] !== undefined || request.url?.includes('/stream')) {
      await fake.answer(request, response);
      return;
    }
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) {
        chunks.push(chunk as Buffer);
        bytes += (chunk as Buffer).length;
      }
    } catch {
      return;
    }
    const { method = '', url = '', headers } = request;
    received.push({ method, path: url, headers, body: Buffer.concat(chunks) });
    await fake.answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const fake: FakeService = {
    url: `http://127.0.0.1:${port}`,
    received,
    bytes: () => bytes,
    answer,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
};
