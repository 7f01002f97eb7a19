import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { Arena } from './arena';

/**
 * A digest of every row of every table of a service's own, by table: equal before and after means unchanged, byte for
 * byte. The platform's tables (inbox, heads) are left out: they may note that something came again.
 */
export const snapshotOf = async (arena: Arena, app: ServiceName): Promise<ReadonlyMap<string, string>> => {
  const tables = await arena.query<{ name: string }>(
    app,
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
  );
  const digests = new Map<string, string>();
  for (const { name } of tables) {
    const [row] = await arena.query<{ digest: string }>(
      app,
      `SELECT concat(count(*), ' rows ', md5(string_agg(row::text, E'\\n' ORDER BY row::text))) AS digest FROM "${name}" AS row`,
    );
    digests.set(`${app}.${name}`, row?.digest ?? '');
  }
  return digests;
};
