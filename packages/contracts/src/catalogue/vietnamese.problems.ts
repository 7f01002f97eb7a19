import type { ProblemText } from '../wire/problem-definition';
import type { ProblemCode } from './problems';
import { APPROVAL_PROBLEMS_VI } from './vietnamese/approval.problems';
import { COLLECTION_PROBLEMS_VI } from './vietnamese/collection.problems';
import { COMMON_PROBLEMS_VI } from './vietnamese/common.problems';
import { ENROLLMENT_PROBLEMS_VI } from './vietnamese/enrollment.problems';
import { GATEWAY_PROBLEMS_VI } from './vietnamese/gateway.problems';
import { HEALTH_INSURANCE_PROBLEMS_VI } from './vietnamese/health-insurance.problems';
import { OPERATIONS_PROBLEMS_VI } from './vietnamese/operations.problems';
import { PAYMENT_PROBLEMS_VI } from './vietnamese/payment.problems';

/** What every refusal is called in Vietnamese, and how it is mended: a code without it does not compile. */
export const PROBLEMS_VI: Record<ProblemCode, ProblemText> = {
  ...COMMON_PROBLEMS_VI,
  ...OPERATIONS_PROBLEMS_VI,
  ...APPROVAL_PROBLEMS_VI,
  ...GATEWAY_PROBLEMS_VI,
  ...ENROLLMENT_PROBLEMS_VI,
  ...COLLECTION_PROBLEMS_VI,
  ...HEALTH_INSURANCE_PROBLEMS_VI,
  ...PAYMENT_PROBLEMS_VI,
};
