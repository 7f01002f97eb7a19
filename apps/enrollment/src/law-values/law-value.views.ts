import type { LawHistory, LawList } from '@ansinh/contracts/enrollment/law.api';
import { addDays, type LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Law, LawName } from '@ansinh/contracts/vocabulary/law/registry';
import { LawValue } from '@ansinh/contracts/vocabulary/law/values';
import { localDateOf } from '@ansinh/database';
import type { EnteredValue } from '@ansinh/law';
import { LawCopy } from '@ansinh/law/kept';
import type { Db } from '../kit';
import { type Entry, historyOf, lawShown, shownOf } from './law-value.rules';

type Asked = { readonly parameter?: LawName | undefined; readonly knownOn?: LocalDate | undefined };

/** What officers entered, up to the end of a day in Viet Nam when one is given. */
export const findEntries = async (db: Db, { parameter, knownOn }: Asked): Promise<Entry[]> => {
  const before = knownOn === undefined ? undefined : new Date(`${addDays(knownOn, 1)}T00:00:00+07:00`);
  const rows = await db.lawValue.findMany({
    where: {
      ...(parameter === undefined ? {} : { parameter }),
      ...(before === undefined ? {} : { setAt: { lt: before } }),
    },
    orderBy: [{ parameter: 'asc' }, { firstDay: 'asc' }, { version: 'asc' }],
  });
  return rows.map(({ firstDay, value, ...rest }) => ({
    ...rest,
    firstDay: localDateOf(firstDay),
    value: LawValue.nullable().parse(value),
  }));
};

export const listLaw = async (db: Db, knownOn: LocalDate | undefined): Promise<LawList> => ({
  items: [...lawShown(await findEntries(db, { knownOn }))],
});

export const getLawHistory = async (db: Db, parameter: LawName): Promise<LawHistory> => {
  const entries = await findEntries(db, { parameter });
  return {
    ...shownOf(parameter, entries),
    entries: historyOf(parameter, entries).map(({ firstDay, version, value, source, note, setAt, setBy }) => ({
      firstDay,
      version,
      value,
      source,
      note,
      setAt: setAt?.toISOString() ?? null,
      setBy,
    })),
  };
};

const COPY = new LawCopy();

/** The law as it is known now, for the rules of the rooms that own it. */
export const getLaw = async (db: Db): Promise<Law> => {
  const [row] = await db.$queryRaw<{ digest: string | null }[]>`
    SELECT md5(string_agg(known::text, '|' ORDER BY known.parameter, known.first_day, known.version)) AS digest
    FROM law_values AS known`;
  return COPY.at(
    row?.digest ?? null,
    () => db.$queryRaw<EnteredValue[]>`
      SELECT DISTINCT ON (parameter, first_day) parameter, first_day::text AS "firstDay", value, source FROM law_values
      ORDER BY law_values.parameter, law_values.first_day, law_values.version DESC`,
  );
};
