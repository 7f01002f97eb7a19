import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Span = {
  readonly traceId: string;
  readonly name: string;
  readonly localEndpoint: { readonly serviceName: string };
  readonly tags?: Readonly<Record<string, string>>;
};

/** Takes spans as Zipkin does (POST, a JSON list) and keeps them. */
export const collectSpans = async () => {
  const spans: Span[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      spans.push(...(JSON.parse(Buffer.concat(chunks).toString()) as Span[]));
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api/v2/spans`,
    spans: (): readonly Span[] => spans,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
};
