import type { ClientRequest, IncomingMessage } from 'node:http';
import { type Attributes, type Span, trace } from '@opentelemetry/api';
import { loggingErrorHandler, parseTraceParent, setGlobalErrorHandler } from '@opentelemetry/core';
import { HttpInstrumentation, type HttpInstrumentationConfig } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { redactPath } from './redact';
import { noteFailedExport } from './trace-server';

const isHealthCheck = (request: IncomingMessage): boolean => request.url?.startsWith('/health') ?? false;
/** Of a request until its route is found; of one that no route has for ever: anything can stand in it. */
const UNKNOWN_PATH = '/***';

const noteAddress = (span: Span, path: string, origin?: string): void => {
  span.setAttribute('url.path', path);
  span.setAttribute('url.query', '');
  if (origin !== undefined) span.setAttribute('url.full', `${origin}${path}`);
};

/** In place of what the instrumentation took from the request: numbers and names of persons stand in addresses. */
export const noteRequest = (span: Span, request: IncomingMessage | ClientRequest): void => {
  if ('headers' in request) noteAddress(span, UNKNOWN_PATH);
  else noteAddress(span, redactPath(request.path), `${request.protocol}//${request.host}`);
};

/** The same of a request by undici. */
export const noteCall = (span: Span, { origin, path }: { readonly origin: string; readonly path: string }): void =>
  noteAddress(span, redactPath(path), origin);

/** What a caller may say of a trace of its own. */
const CONTEXT_HEADERS = ['traceparent', 'tracestate', 'baggage'] as const;

/** Whose trace a stranger's request belongs to, at home with the stranger. */
const strangers = new WeakMap<IncomingMessage, string>();

/** Before the instrumentation reads them: at the door a request begins a trace of ours, kept or not as we decide. */
const takeContext = (request: IncomingMessage): Attributes => {
  const { traceparent } = request.headers;
  for (const name of CONTEXT_HEADERS) delete request.headers[name];
  if (typeof traceparent === 'string') strangers.set(request, traceparent);
  return {};
};

/** The stranger's trace as a link, and as an attribute: not every trace server shows links. */
const linkStranger = (span: Span, request: IncomingMessage): void => {
  const context = parseTraceParent(strangers.get(request) ?? '');
  if (context === null || !trace.isSpanContextValid(context)) return;
  span.addLink({ context: { ...context, isRemote: true } });
  span.setAttribute('ansinh.caller.trace_id', context.traceId);
};

const httpConfig = (isDoor: boolean): HttpInstrumentationConfig => ({
  ignoreIncomingRequestHook: isHealthCheck,
  ...(isDoor ? { startIncomingSpanHook: takeContext } : {}),
  requestHook: (span, request) => {
    noteRequest(span, request);
    if (isDoor && 'headers' in request) linkStranger(span, request);
  },
});

/** Instruments what is loaded after it. `isDoor`: requests are those of strangers. */
export const startSdk = ({ isDoor }: { readonly isDoor: boolean }): NodeSDK => {
  const logError = loggingErrorHandler();
  setGlobalErrorHandler((error) => {
    noteFailedExport(error);
    logError(error);
  });
  const sdk = new NodeSDK({
    instrumentations: [
      new HttpInstrumentation(httpConfig(isDoor)),
      new UndiciInstrumentation({
        requestHook: noteCall,
      }),
    ],
  });
  sdk.start();
  return sdk;
};
