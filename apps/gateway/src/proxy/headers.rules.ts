import type { IncomingHttpHeaders } from 'node:http';

/** What a service gets of a request. All else stays here: a caller cannot play our proxy or set internal headers. */
const PASSED_IN = [
  'accept',
  'accept-language',
  'authorization',
  'content-length',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-none-match',
] as const;

/** Headers of one connection (RFC 9110 section 7.6.1), and those that the door itself sets on every answer. */
const KEPT_BACK = new Set([
  'cache-control',
  'connection',
  'date',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-content-type-options',
  'x-powered-by',
  'x-request-id',
  'x-trace-id',
]);

export const requestHeadersFor = (headers: IncomingHttpHeaders, requestId: string): Record<string, string> => {
  const passed = PASSED_IN.flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return { ...Object.fromEntries(passed), 'x-request-id': requestId };
};

/** The answer's headers without those of the connection, nor any that `Connection` names. */
export const responseHeadersFrom = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string | string[]> => {
  const named = new Set(
    String(headers.connection ?? '')
      .toLowerCase()
      .split(',')
      .map((name) => name.trim()),
  );
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || KEPT_BACK.has(name) || named.has(name) ? [] : [[name, value]],
    ),
  );
};
