import { reject } from '@ansinh/contracts/catalogue/problems';
import { Permission, type Principal } from '@ansinh/contracts/wire/permissions';
import { type HeldRequest, type HeldRoute, inputOfKept } from '@ansinh/http';
import type { ApprovalRow, KeptPrincipal } from './approval.rules';

/** The doors of a service that need two persons, by their kind. */
export type HeldRoutes<Tx> = ReadonlyMap<string, HeldRoute<Tx>>;

export const keptPrincipal = ({ permissions, ...principal }: Principal): KeptPrincipal => ({
  ...principal,
  permissions: [...permissions],
});

export const principalOf = ({ permissions, ...principal }: KeptPrincipal): Principal => ({
  ...principal,
  permissions: new Set(permissions.filter((name): name is Permission => Permission.safeParse(name).success)),
});

/** The request as it was kept. @throws Rejection approval.changed when this release has no such door any more */
export const requestOf = async <Tx>(
  routes: HeldRoutes<Tx>,
  { kind, request }: ApprovalRow,
  body: Buffer | undefined,
): Promise<HeldRequest<Tx>> => {
  const route = routes.get(kind);
  if (route === undefined) throw reject('approval.changed');
  const kept = {
    params: request.params,
    query: request.query,
    contentType: request.contentType,
    idempotencyKey: request.idempotencyKey,
    body,
  };
  return { route, kept, input: await inputOfKept(route, kept) };
};
