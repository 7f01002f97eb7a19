import { z } from 'zod';
import { COLLECTION_PROBLEMS } from '../collection/problems';
import { ENROLLMENT_PROBLEMS } from '../enrollment/problems';
import { GATEWAY_PROBLEMS } from '../gateway/problems';
import { HEALTH_INSURANCE_PROBLEMS } from '../health-insurance/problems';
import { APPROVAL_PROBLEMS } from '../operations/approval.problems';
import { OPERATIONS_PROBLEMS } from '../operations/problems';
import { PAYMENT_PROBLEMS } from '../payment/problems';
import { COMMON_PROBLEMS } from '../wire/common.problems';
import { FieldError } from '../wire/field-error';
import type { ProblemDefinition } from '../wire/problem-definition';

/** The one list of refusals. Codes never change; texts may. */
export const PROBLEMS = {
  ...COMMON_PROBLEMS,
  ...OPERATIONS_PROBLEMS,
  ...APPROVAL_PROBLEMS,
  ...GATEWAY_PROBLEMS,
  ...ENROLLMENT_PROBLEMS,
  ...COLLECTION_PROBLEMS,
  ...HEALTH_INSURANCE_PROBLEMS,
  ...PAYMENT_PROBLEMS,
} as const satisfies Record<string, ProblemDefinition>;

export type ProblemCode = keyof typeof PROBLEMS;
export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code);
export const problemOf = (code: ProblemCode): ProblemDefinition => PROBLEMS[code];

/** RFC 9457 problem details; further members are the parameters of the code. */
export const Problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    traceId: z.string(),
    errors: z.array(FieldError).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });
export type Problem = z.infer<typeof Problem>;

export type RejectionParams = Readonly<Record<string, unknown>> & { readonly errors?: readonly FieldError[] };

/** An expected refusal. Rules throw it by `reject`; the door turns it into a problem, a consumer into a decision. */
export class Rejection extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly params: RejectionParams = {},
  ) {
    super(code);
    this.name = 'Rejection';
  }
}

export const reject = (code: ProblemCode, params: RejectionParams = {}): Rejection => new Rejection(code, params);
