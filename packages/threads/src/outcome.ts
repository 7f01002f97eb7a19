import { type ProblemCode, Rejection, type RejectionParams } from '@ansinh/contracts/catalogue/problems';

/** How a reading ended, as plain data: a refusal would come out of a thread as any error. */
export type Outcome =
  | { readonly result: unknown }
  | { readonly refusal: { readonly code: ProblemCode; readonly params: RejectionParams } };

export const outcomeOf = async (work: () => unknown): Promise<Outcome> => {
  try {
    return { result: await work() };
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    return { refusal: { code: error.code, params: error.params } };
  }
};

/** @throws Rejection */
export const resultOf = (outcome: Outcome): unknown => {
  if ('refusal' in outcome) throw new Rejection(outcome.refusal.code, outcome.refusal.params);
  return outcome.result;
};
