import { problemOf } from '@ansinh/contracts/catalogue/problems';
import type { FileRow } from '@ansinh/contracts/operations/held-rows.api';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { cardParts } from '@ansinh/contracts/vocabulary/identifiers';
import { listCardOwners } from '../cards/card.store';
import type { Tx } from '../kit';
import { getLaw } from '../law-values/law-value.views';
import { findRecords } from '../participants/participant.views';
import type { KnownPerson } from '../participants/person.rules';
import { type ImportedCard, percentOf, type Today } from './cover.rules';
import type { ReadLine, ReadRow } from './file/row.rules';
import { planImport, siNumberOf } from './import.rules';

/** The law, and the day on which a file is judged. */
export const todayOf = async ({ db, now }: Pick<Tx, 'db' | 'now'>): Promise<Today> => ({
  law: await getLaw(db),
  today: vietNamDate(now),
});

/** The lines that are rows. */
export const rowsIn = (lines: readonly ReadLine[]): ReadRow[] => lines.flatMap((read) => ('row' in read ? [read] : []));

/** By which numbers the register is asked about the rows. */
export const numbersIn = (rows: readonly ReadRow[]) => ({
  personalIds: rows.map(({ row }) => row.personalId),
  siNumbers: rows.flatMap(({ row }) => siNumberOf(row) ?? []),
  cardNumbers: rows.flatMap(({ row }) => row.card?.cardNumber ?? []),
});

type Values = NonNullable<FileRow['before']>;

/** A person whom a row before has brought has no id yet. */
const isOnRecord = ({ version }: KnownPerson): boolean => version > 0;

const personValues = (person: KnownPerson): Values => {
  const { participantId, personalId, siNumber, fullName, birthDate, sex } = person;
  return { ...(isOnRecord(person) ? { participantId } : {}), personalId, siNumber, fullName, birthDate, sex };
};

const cardValues = (card: ImportedCard, scene: Today): Values => {
  const { cardNumber, validFrom, validTo, initialFacilityCode, fiveYearsOn = null } = card;
  const { group, level } = cardParts(cardNumber);
  const percent = percentOf(card, scene);
  return { cardNumber, group, level, percent, validFrom, validTo, initialFacilityCode, fiveYearsOn };
};

const keyOf = ({ row }: ReadRow): string => row.card?.cardNumber ?? row.personalId;

/** What each line of a file does to the register as it is: what is on record of the person, and what will be. Nothing is locked. */
export const listImportRows = async (tx: Tx, lines: readonly ReadLine[]): Promise<readonly FileRow[]> => {
  const scene = await todayOf(tx);
  const rows = rowsIn(lines);
  const { personalIds, siNumbers, cardNumbers } = numbersIn(rows);
  const cardOwners = await listCardOwners(tx.db, cardNumbers);
  const plan = planImport(rows, { ...(await findRecords(tx.db, { personalIds, siNumbers })), cardOwners }, scene);
  const told: FileRow[] = [
    ...lines.flatMap((read): FileRow[] =>
      'error' in read
        ? [{ row: read.line, key: `${read.line}`, before: null, after: null, faults: [read.error.detail] }]
        : [],
    ),
    ...plan.imported.map(
      (one): FileRow => ({
        row: one.line,
        key: keyOf(one),
        before: one.known === undefined ? null : personValues(one.known),
        after: {
          ...personValues(one.record),
          ...(one.card === undefined ? {} : { card: cardValues(one.card, scene) }),
        },
      }),
    ),
    ...plan.unchanged.map((one): FileRow => {
      const before = personValues(one.known);
      return { row: one.line, key: keyOf(one), before, after: before };
    }),
    ...plan.refused.map(
      (one): FileRow => ({
        row: one.line,
        key: keyOf(one),
        before: one.known === undefined ? null : personValues(one.known),
        after: null,
        faults: [`${one.refusal.field} ${problemOf(one.refusal.code).title}`],
      }),
    ),
  ];
  return told.sort((one, other) => (one.row ?? 0) - (other.row ?? 0));
};
