import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { noteCall, noteRequest } from './sdk';
import { nameRequestSpan } from './trace';

const ASKED = '/v1/insurance-cards/gd4666600000001/eligibility?name=Nguy%E1%BB%85n';

describe('the span of a request', () => {
  const exporter = new InMemorySpanExporter();
  beforeAll(() => {
    trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  });
  afterAll(() => {
    trace.disable();
    context.disable();
  });
  beforeEach(() => exporter.reset());

  /** Asks a real server; both ends are given to the work. */
  const asked = async (work: (sent: ReturnType<typeof request>, come: IncomingMessage) => void): Promise<void> => {
    const server = createServer();
    const coming = once(server, 'request');
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a server listens on a port');
    const sent = request({ host: '127.0.0.1', port: address.port, path: ASKED });
    const answered = once(sent, 'response');
    sent.end();
    const [come, response] = await coming;
    work(sent, come);
    response.end();
    const [reply] = await answered;
    reply.resume();
    await once(reply, 'end');
    server.close();
  };
  const attributesOf = (name: string) => exporter.getFinishedSpans().find((span) => span.name === name)?.attributes;

  it('says of an address its pattern, and nothing of it where no route has it', async () => {
    await asked((_sent, come) => {
      for (const route of ['/v1/insurance-cards/:cardNumber/eligibility', undefined])
        trace.getTracer('test').startActiveSpan('GET', (span) => {
          noteRequest(span, come);
          if (route !== undefined) nameRequestSpan('get', route);
          span.end();
        });
    });
    const pattern = '/v1/insurance-cards/:cardNumber/eligibility';
    expect(attributesOf(`GET ${pattern}`)).toEqual({ 'url.path': pattern, 'url.query': '', 'http.route': pattern });
    expect(attributesOf('GET')).toEqual({ 'url.path': '/***', 'url.query': '' });
  });

  it('says of a call where it goes, without what stands in the address', async () => {
    await asked((sent) => {
      const span = trace.getTracer('test').startSpan('http');
      noteRequest(span, sent);
      span.end();
      const other = trace.getTracer('test').startSpan('undici');
      noteCall(other, { origin: 'http://health-insurance:8080', path: ASKED });
      other.end();
    });
    const path = '/v1/insurance-cards/***/***';
    expect(attributesOf('http')).toMatchObject({ 'url.path': path, 'url.query': '' });
    expect(attributesOf('http')?.['url.full']).toMatch(
      /^http:\/\/127\.0\.0\.1(:\d+)?\/v1\/insurance-cards\/\*\*\*\/\*\*\*$/,
    );
    expect(attributesOf('undici')).toEqual({
      'url.path': path,
      'url.query': '',
      'url.full': `http://health-insurance:8080${path}`,
    });
  });
});
