import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import type { TransactionClient } from '@ansinh/database';
import type { EnteredValue } from './law.rules';
import { LawCopy } from './law-copy';

const COPY = new LawCopy();

/** The law as this service knows it: first values, and what was told since. One short question when nothing has changed. */
export const getLaw = async (db: TransactionClient): Promise<Law> => {
  const [row] = await db.$queryRaw<{ digest: string | null }[]>`
    SELECT md5(string_agg(known::text, '|' ORDER BY known.parameter, known.first_day)) AS digest
    FROM platform.law_values AS known`;
  return COPY.at(
    row?.digest ?? null,
    () => db.$queryRaw<EnteredValue[]>`
      SELECT parameter, first_day::text AS "firstDay", value, source FROM platform.law_values
      ORDER BY law_values.parameter, law_values.first_day`,
  );
};
