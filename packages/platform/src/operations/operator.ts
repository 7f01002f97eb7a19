import { actorOf } from '@ansinh/audit';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import type { Operator } from '@ansinh/messaging';

/** Who acts, as the audit writes it. */
export const operatorOf = (by: Principal, reason?: string): Operator => ({ ...actorOf(by), reason });
