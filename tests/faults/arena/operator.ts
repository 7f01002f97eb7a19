import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { Arena } from './arena';
import { type Caller, type Reply, send } from './client';

const OPERATOR: Caller = {
  tenant: { kind: 'agency', code: '66' },
  permissions: ['operations:read', 'operations:act'],
  subject: 'demo-operator',
};

/** Asks a service as an operator does; a body makes it an act. */
export const callOperations = async (
  arena: Arena,
  app: ServiceName,
  path: string,
  body?: unknown,
): Promise<Extract<Reply, { kind: 'answer' }>> => {
  const [replica] = arena.replicas(app);
  if (replica === undefined) throw new Error(`${app} does not run`);
  const token = await arena.servers.issuer.tokenFor(OPERATOR);
  const reply = await send(replica.url, { path, token, timeoutMs: 60_000, ...(body === undefined ? {} : { body }) });
  if (reply.kind !== 'answer') throw new Error(`${app} did not answer ${path}`);
  return reply;
};
