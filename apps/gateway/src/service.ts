import { join } from 'node:path';
import { APPROVALS_MIGRATIONS, withApprovals } from '@ansinh/approvals';
import { defineService } from '@ansinh/platform';
import { approvalsRoute } from './approvals/approval.routes';
import { changeRoutes } from './clients/changes/change.routes';
import { invitationJobs } from './clients/invitations/invitation.jobs';
import { invitationRoutes } from './clients/invitations/invitation.routes';
import { registrationRoutes } from './clients/registrations/registration.routes';
import { ownRoutes, rotationRoutes } from './clients/rotations/rotation.routes';
import { type GatewayConfig, gatewayConfig } from './config';
import { forgetConsoleSessionsJob } from './console-sessions/console-session.jobs';
import { tenantRoute } from './console-sessions/tenants/tenant.routes';
import { type Identity, mountDoor, openIdentity } from './gateway';
import { type Prisma, PrismaClient } from './generated/prisma/client';
import { endRolesJob } from './identity/accounts/account.jobs';
import { accountRoutes } from './identity/accounts/account.routes';
import { type IdentityKeys, openIdentityKeys } from './identity/accounts/identity-keys';
import { credentialRoutes } from './identity/credentials/credential.routes';
import { passkeyRoutes } from './identity/credentials/passkeys/passkey.routes';
import { type Site, siteOf } from './identity/credentials/passkeys/passkey-check';
import { openingRoutes } from './identity/openings/opening.routes';
import { forgetSessionsJob } from './identity/sessions/session.jobs';
import { sessionRoutes } from './identity/sessions/session.routes';
import { forgetSignInsJob } from './identity/sign-ins/sign-in.jobs';
import { signInRoutes } from './identity/sign-ins/sign-in.routes';
import { type OperationsDoor, operationsRoutes } from './operations/operations.routes';
import { traceRoute } from './operations/traces/trace.routes';
import { overviewRoute } from './overview/overview.routes';
import { forgetArrivalsJob } from './providers/arrivals/arrival.jobs';
import { CITIZEN_PERSONAL_IDS } from './providers/citizens/citizen.store';
import { findCitizenMe } from './providers/citizens/citizen.views';
import { recordRoute } from './providers/citizens/record.routes';
import type { RecordDoor } from './providers/citizens/record.views';
import { openUpstreams } from './proxy/upstreams';
import { forgetRecordsJob } from './tokens/records/record.jobs';
import { errandTokens } from './tokens/signing-keys/errand-tokens';
import { keysOfSettings, requireSigningKeys } from './tokens/signing-keys/key-parts';
import { type KeysDoor, signingKeyRoutes } from './tokens/signing-keys/signing-key.routes';

type OpenDoor = OperationsDoor &
  RecordDoor &
  KeysDoor & {
    readonly config: GatewayConfig;
    readonly identity: Identity;
    readonly keys: IdentityKeys;
    readonly site: Site;
  };

/** The gateway with the settings that `configure` gives when it starts: what is wrong with them stops the start. */
export const gatewayService = (configure: () => GatewayConfig) => {
  let opened: OpenDoor | undefined;
  const door = (): OpenDoor => {
    if (opened === undefined) throw new Error('The gateway has not been started.');
    return opened;
  };
  const keys = (): IdentityKeys => door().keys;
  const routes = [
    ...registrationRoutes,
    ...changeRoutes,
    ...rotationRoutes,
    ...ownRoutes((...asserted) => door().identity.isAsserted(...asserted)),
    ...invitationRoutes,
    ...signingKeyRoutes(door),
    ...accountRoutes(keys),
    ...openingRoutes(keys),
    ...sessionRoutes,
    ...signInRoutes(findCitizenMe),
    tenantRoute,
    recordRoute(door),
    ...credentialRoutes(keys),
    ...passkeyRoutes(door),
    overviewRoute(() => door().upstreams),
    ...operationsRoutes(door),
    traceRoute(door),
    approvalsRoute(door),
  ];
  return defineService<Prisma.TransactionClient, PrismaClient>({
    name: 'gateway',
    client: PrismaClient,
    migrationsDir: join(__dirname, '../prisma/migrations'),
    packageMigrations: [APPROVALS_MIGRATIONS],
    sealed: [CITIZEN_PERSONAL_IDS],
    routes,
    subscriptions: [],
    jobs: [
      ...invitationJobs(door),
      forgetRecordsJob,
      endRolesJob,
      forgetSessionsJob,
      forgetConsoleSessionsJob,
      forgetSignInsJob,
      forgetArrivalsJob,
    ],
    mount: async (app, context) => {
      const config = configure();
      requireSigningKeys(config.signingKeys ?? []);
      const ofSettings = keysOfSettings(config.signingKeys ?? []);
      const upstreams = openUpstreams(config.serviceUrls, context.logger);
      const persons = { keys: openIdentityKeys(config.personKey), site: siteOf(config.publicUrl) };
      const identity = await openIdentity(context, config, { ofSettings, persons: persons.keys });
      const errandFor = errandTokens({ issuer: config.publicUrl, signer: identity.signingKeys.signer });
      const { status } = context;
      opened = { upstreams, status, config, identity, keysOfSettings: ofSettings, errandFor, ...persons };
      mountDoor(app, { context, config, upstreams, routes: withApprovals('gateway', routes), identity, persons });
    },
  });
};

export const service = gatewayService(gatewayConfig);
