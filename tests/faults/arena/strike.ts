import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { Arena, Replica } from './arena';
import type { Reply } from './client';
import type { Load, OperationKind } from './load';

/** The kinds of operation that a service takes, alone and with money. */
export const KINDS_OF: Partial<Record<ServiceName, OperationKind>> = { enrollment: 'employer', collection: 'credit' };

/**
 * Starts a process that breaks at a place, sends it one operation, and hands over to `meanwhile` when it is gone; the
 * client repeats the operation, and the healthy processes answer.
 */
export const strikeRequest = async (
  arena: Arena,
  load: Load,
  {
    app,
    failpoints,
    meanwhile,
  }: { readonly app: ServiceName; readonly failpoints: string; readonly meanwhile: (id: string) => Promise<void> },
): Promise<Extract<Reply, { kind: 'answer' }>> => {
  const kind = KINDS_OF[app];
  if (kind === undefined) throw new Error(`no operation for ${app}`);
  // Without Kafka it is no member of a consumer group, which would wait for its return after the crash.
  const environment = { FAILPOINTS: failpoints, KAFKA_BROKERS: 'none' };
  const armed = await arena.start(app, { environment });
  const operation = load.next(kind);
  const reply = await load.perform(operation, {
    first: armed,
    afterFirst: async () => {
      await armed.child.gone;
      await meanwhile(operation.id);
    },
  });
  if (reply.kind !== 'answer') throw new Error(`${operation.id} was never answered`);
  return reply;
};

/** Starts a process of a service alone, armed, until it is the one that relays; the standbys come after it. */
export const startArmedRelay = async (arena: Arena, app: ServiceName, failpoints: string): Promise<Replica> => {
  await arena.keep({ ...countsOf(arena), [app]: 0 });
  return arena.start(app, { environment: { FAILPOINTS: failpoints } });
};

const countsOf = (arena: Arena): Partial<Record<ServiceName, number>> =>
  Object.fromEntries(
    (['enrollment', 'collection', 'payment', 'notification'] as const).map((app) => [app, arena.replicas(app).length]),
  );
