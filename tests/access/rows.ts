import { withClient } from '@ansinh/local';

const TABLES = `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
  WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`;

/** Who was refused, and who has read, is noted within a second, whenever the requests of a test came. */
const NOTES = `WHERE action <> 'refused' AND action NOT LIKE '%.read'`;
const filterOf = (name: string): string => (name === 'platform.audit' ? NOTES : '');

/** Of every table how many rows it has, and a digest of all of them: equal before and after what changes nothing. */
export const digestOf = (databaseUrl: string): Promise<Record<string, string>> =>
  withClient(databaseUrl, async (client) => {
    const tables = await client.query<{ name: string }>(TABLES);
    const digests: Record<string, string> = {};
    for (const { name } of tables.rows) {
      const found = await client.query<{ digest: string }>(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(md5(row::text), '' ORDER BY md5(row::text))), '') AS digest
         FROM ${name} AS row ${filterOf(name)}`,
      );
      digests[name] = found.rows[0]?.digest ?? '';
    }
    return digests;
  });
