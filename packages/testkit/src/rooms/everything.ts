import { withClient } from '@ansinh/local';

const TABLES = `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
  WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`;

/** Everything that rests in a database, as one text: what must be kept nowhere is looked for in it. */
export const everythingIn = ({ databaseUrl }: { readonly databaseUrl: string }): Promise<string> =>
  withClient(databaseUrl, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(TABLES);
    const texts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ text: string }>(`SELECT kept::text AS text FROM ${name} AS kept`);
      texts.push(...rows.map(({ text }) => `${name}: ${text}`));
    }
    return texts.join('\n');
  });
