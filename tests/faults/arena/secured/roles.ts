import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import { databaseOf, type PostgresServer, withClient } from '@ansinh/local';

/** Who a service is in PostgreSQL. */
export type DatabaseRole = {
  /** Its address of a database, by the name of that. */
  readonly url: (databaseName: string) => string;
};

/** A role that owns the database of its service and may connect to no other: as infra/docker/postgres/databases.sh makes it. */
export const makeRole = async (postgres: PostgresServer, app: ServiceName, password: string): Promise<DatabaseRole> => {
  const name = databaseOf(app);
  await postgres.createDatabase(name);
  await withClient(postgres.url('postgres'), async (client) => {
    await client.query(`CREATE ROLE ${name} LOGIN PASSWORD '${password}'`);
    await client.query(`ALTER DATABASE ${name} OWNER TO ${name}`);
    await client.query(`REVOKE CONNECT ON DATABASE ${name} FROM PUBLIC`);
  });
  return {
    url: (databaseName) => {
      const url = new URL(postgres.url(databaseName));
      url.username = name;
      url.password = password;
      return url.href;
    },
  };
};
