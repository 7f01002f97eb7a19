import type { ClientRequest, IncomingMessage } from 'node:http';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { redactPath } from './redact';

const isHealthCheck = (request: IncomingMessage): boolean => request.url?.startsWith('/health') ?? false;
const pathOf = (request: IncomingMessage | ClientRequest): string =>
  ('url' in request ? request.url : 'path' in request ? request.path : undefined) ?? '';

/** Instruments what is loaded after it. */
export const startSdk = (): NodeSDK => {
  const sdk = new NodeSDK({
    instrumentations: [
      new HttpInstrumentation({
        ignoreIncomingRequestHook: isHealthCheck,
        requestHook: (span, request) => {
          span.setAttribute('url.path', redactPath(pathOf(request as IncomingMessage)));
          span.setAttribute('url.query', '');
        },
      }),
      new UndiciInstrumentation({
        requestHook: (span, request) => {
          const path = redactPath(request.path);
          span.setAttribute('url.path', path);
          span.setAttribute('url.query', '');
          span.setAttribute('url.full', `${request.origin}${path}`);
        },
      }),
      // Only inside a request or message: polling relays and pool upkeep would drown the traces.
      new PgInstrumentation({ requireParentSpan: true, ignoreConnectSpans: true }),
    ],
  });
  sdk.start();
  return sdk;
};
