import { type Principal, tenantText } from '@ansinh/contracts/wire/permissions';
import type { Operator } from '@ansinh/messaging';
import { currentTraceId } from '@ansinh/telemetry';

const NOT_TRACED = '0'.repeat(32);

/** Who acts, as the audit writes it. */
export const operatorOf = (by: Principal, reason?: string): Operator => {
  const traceId = currentTraceId();
  return {
    subject: by.subject,
    tenant: tenantText(by.tenant),
    traceId: traceId === NOT_TRACED ? undefined : traceId,
    reason,
  };
};
