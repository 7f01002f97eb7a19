import { type Problem, type ProblemCode, problemOf, type RejectionParams } from '@ansinh/contracts/catalogue/problems';

type Told = { readonly instance: string; readonly traceId: string };

/** The RFC 9457 body of a refusal: members beyond the standard ones are the parameters of its code. */
export const problemBody = (code: ProblemCode, params: RejectionParams, { instance, traceId }: Told): Problem => {
  const { status, title, fix } = problemOf(code);
  const { errors, ...members } = params;
  return {
    ...members,
    ...(errors === undefined ? {} : { errors: [...errors] }),
    type: `/problems/${code}`,
    title,
    status,
    detail: fix,
    instance,
    code,
    traceId,
  };
};
