import { Problem, type ProblemCode, problemOf } from '@ansinh/contracts/catalogue/problems';
import { isHeldRoute } from '../routes/held-route';
import { problemBody } from '../routes/problem-body';
import type { Route } from '../routes/route';
import { addressOf } from './examples';

const ALWAYS: readonly ProblemCode[] = ['internal.error', 'request.too-many', 'service.busy', 'service.unavailable'];
const SECURED: readonly ProblemCode[] = ['auth.token-invalid', 'auth.token-revoked', 'auth.forbidden'];
const WITH_INPUT: readonly ProblemCode[] = ['request.invalid'];
const WITH_BODY: readonly ProblemCode[] = ['request.malformed', 'request.media-type', 'request.body-too-large'];
const IDEMPOTENT: readonly ProblemCode[] = [
  'idempotency.key-missing',
  'idempotency.key-invalid',
  'idempotency.key-reused',
  'idempotency.in-flight',
  'idempotency.answer-gone',
];
const HELD: readonly ProblemCode[] = ['approval.person-required', 'approval.too-many'];
const COMMON: ReadonlySet<ProblemCode> = new Set([
  ...ALWAYS,
  ...SECURED,
  ...WITH_INPUT,
  ...WITH_BODY,
  ...IDEMPOTENT,
  ...HELD,
]);

/** One of the W3C Trace Context recommendation. */
const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';

const problemsOf = <Tx>(route: Route<Tx>): ReadonlySet<ProblemCode> =>
  new Set([
    ...(route.problems ?? []),
    ...(route.permission === null ? [] : SECURED),
    ...WITH_INPUT,
    ...(route.body.form === 'none' ? [] : WITH_BODY),
    ...(route.idempotent ? IDEMPOTENT : []),
    ...(isHeldRoute(route) ? HELD : []),
    ...ALWAYS,
  ]);

const exampleOf = (code: ProblemCode, instance: string) => ({
  summary: problemOf(code).title,
  value: problemBody(code, {}, { instance, traceId: TRACE_ID }),
});

// What many doors answer alike stands once in a document, under an id: the same object is the same reference.
const SHARED = new Map([...COMMON].map((code) => [code, { id: `problem.${code}`, ...exampleOf(code, '/v1/...') }]));

/** The refusals of a door by their status, each with an example of the catalogue. */
export const problemResponses = <Tx>(route: Route<Tx>) => {
  const byStatus = Map.groupBy(problemsOf(route), (code) => String(problemOf(code).status));
  const instance = addressOf(route);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\`: ${problemOf(code).title}`).join('; '),
        content: {
          'application/problem+json': {
            schema: Problem,
            examples: Object.fromEntries(codes.map((code) => [code, SHARED.get(code) ?? exampleOf(code, instance)])),
          },
        },
      },
    ]),
  );
};
