import type { ProblemDefinition } from './problem-definition';

/** What every door may answer. Sorted by code. */
export const COMMON_PROBLEMS = {
  'auth.forbidden': {
    status: 403,
    title: 'The token does not allow this',
    fix: 'Use a client that has the permission named in `permission`.',
  },
  'auth.token-invalid': {
    status: 401,
    title: 'The access token is missing, expired or not ours',
    fix: 'Get a token at POST /oauth/token and send it as `Authorization: Bearer`.',
  },
  'auth.token-revoked': {
    status: 401,
    title: 'The access token was ended before its time',
    fix: 'Get a new one at POST /oauth/token, or sign in again. When that is refused, the client, account or session was closed: ask the agency.',
  },
  'idempotency.answer-gone': {
    status: 410,
    title: 'This request was carried out; its answer is no longer kept',
    fix: 'It took effect once, at `doneAt`, and does so no more. Read the thing itself; use a new key for a new act.',
  },
  'idempotency.in-flight': {
    status: 409,
    title: 'A request with this key is still running',
    fix: 'Wait for Retry-After, then send the same request again.',
    retryable: true,
  },
  'idempotency.key-invalid': {
    status: 400,
    title: 'The Idempotency-Key cannot be read',
    fix: 'Send 1 to 255 printable ASCII characters, bare or in double quotes.',
  },
  'idempotency.key-missing': {
    status: 400,
    title: 'This call needs an Idempotency-Key',
    fix: 'Send a key of your own, unique for this business act, and repeat it when you retry.',
  },
  'idempotency.key-reused': {
    status: 422,
    title: 'This key was used with another request',
    fix: 'Use a new key for a new act; repeat the old body to get the old answer.',
  },
  'internal.error': {
    status: 500,
    title: 'Something failed on our side',
    fix: 'Try again; if it stays, give us the trace id.',
  },
  'register.disagrees': {
    status: 422,
    title: 'This does not agree with the register: check the document',
    fix: 'Compare number, name, birth date and sex with the document. What the register holds is not told here; when the document is right, ask the agency.',
  },
  'register.paused': {
    status: 429,
    title: 'Too much did not agree with the register today, so nothing is compared for a while',
    fix: 'Check the documents, and send it again after Retry-After.',
    retryable: true,
  },
  'request.body-too-large': {
    status: 413,
    title: 'The body is larger than the limit',
    fix: 'Keep to the limit named in `limitBytes`.',
  },
  'request.invalid': {
    status: 422,
    title: 'Some fields are not acceptable',
    fix: 'Mend each field of `errors` and send again with the same key.',
  },
  'request.malformed': {
    status: 400,
    title: 'The body cannot be read',
    fix: 'Send what Content-Type declares: well-formed JSON, NDJSON or XML in UTF-8.',
  },
  'request.media-type': {
    status: 415,
    title: 'This content type is not accepted here',
    fix: 'Use one of the content types in `accepted`.',
  },
  'request.method': {
    status: 405,
    title: 'This address does not take this method',
    fix: 'Use one of the methods in `allowed`.',
  },
  'request.not-found': {
    status: 404,
    title: 'There is no such thing',
    fix: 'Check the address and the identifier; things of other tenants are not shown.',
  },
  'request.too-complex': {
    status: 422,
    title: 'The file takes more time or memory to read than any file may',
    fix: 'Divide it, or save it anew with the program that made it: `seconds` and `megabytes` say what it may take.',
  },
  'request.too-many': { status: 429, title: 'Too many requests', fix: 'Wait for Retry-After.', retryable: true },
  'service.busy': {
    status: 503,
    title: 'Another request works on the same thing for longer than is waited',
    fix: 'Wait for Retry-After and send the same request again; nothing of it was done.',
    retryable: true,
  },
  'service.unavailable': {
    status: 503,
    title: 'The service cannot answer now',
    fix: 'Wait for Retry-After and send the same request again.',
    retryable: true,
  },
} as const satisfies Record<string, ProblemDefinition>;
