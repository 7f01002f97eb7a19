import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { Arena, Replica } from './arena';

const HOLDER = `
  SELECT application_name AS name, client_port AS port FROM pg_locks JOIN pg_stat_activity USING (pid)
  WHERE locktype = 'advisory' AND objid = 7260002 AND granted AND datname = current_database()`;

type Holder = { readonly replica: Replica; readonly upstreamPort: number };

/**
 * The process whose session holds the lock of the relay, asked of PostgreSQL itself.
 * @throws Error while nobody relays
 */
export const relayHolder = async (arena: Arena, app: ServiceName): Promise<Holder> => {
  const [holder] = await arena.query<{ name: string; port: number }>(app, HOLDER);
  const replica = arena.replicas(app).find(({ child }) => child.name === holder?.name);
  if (holder === undefined || replica === undefined) throw new Error(`nobody relays the events of ${app}`);
  return { replica, upstreamPort: holder.port };
};

export const activeRelay = async (arena: Arena, app: ServiceName): Promise<Replica> =>
  (await relayHolder(arena, app)).replica;
