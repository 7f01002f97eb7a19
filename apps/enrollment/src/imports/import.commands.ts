import type { Readable } from 'node:stream';
import { problemOf, Rejection } from '@ansinh/contracts/catalogue/problems';
import type { ImportResult } from '@ansinh/contracts/enrollment/api';
import { isConflict, newId } from '@ansinh/database';
import type { StreamContext } from '@ansinh/http';
import { noteDisagreements } from '@ansinh/platform';
import { announceIssued } from '../cards/card.commands';
import type { CardState } from '../cards/card.rules';
import { insertCards, listCardOwners } from '../cards/card.store';
import type { Tx } from '../kit';
import { getLaw } from '../law-values/law-value.views';
import { registerPersons } from '../participants/participant.commands';
import { loadRecords } from '../participants/participant.store';
import { isDisagreement } from '../participants/person.rules';
import { csvRows } from './csv.lines';
import { type ImportError, inBatches, ndjsonRow, type ReadLine, type RowReader, readLines } from './import.lines';
import { importedCard, planBatch, type ReadRow, type RefusedRow, siNumberOf } from './import.rules';

const BATCH_ROWS = 1_000;
const LISTED_ERRORS = 1_000;
/** Two imports of the same persons may meet in one batch; the loser reads again and finds them unchanged. */
const ATTEMPTS = 5;

type BatchResult = { readonly imported: number; readonly unchanged: number; readonly errors: readonly ImportError[] };

/** How a line becomes a row, by the type of the file. CSV begins anew with each file: its first line names the columns. */
const ROW_READERS: Readonly<Record<string, () => RowReader>> = {
  'application/x-ndjson': () => ndjsonRow,
  'application/jsonl': () => ndjsonRow,
  'text/csv': csvRows,
};
export const IMPORT_TYPES: readonly string[] = Object.keys(ROW_READERS);

/**
 * Takes over the present register, one line a person. Memory stays bounded: batches of 1,000 rows, each in a
 * transaction of its own, so that an import that breaks off is simply sent again and finds what it did unchanged. Who
 * is known already keeps name, contact and cards; only a missing social-insurance number or card is added.
 */
export const importParticipants = async (
  context: Pick<StreamContext<Tx>, 'transact'>,
  { contentType, body }: { readonly contentType: string; readonly body: Readable },
): Promise<ImportResult> => {
  const read = ROW_READERS[contentType] ?? (() => ndjsonRow);
  const total: ImportResult = { rows: 0, imported: 0, unchanged: 0, rejected: 0, errors: [] };
  // The next rows are read and checked while the database works on these; two batches are never saved at once.
  let saving: Promise<void> = Promise.resolve();
  for await (const batch of inBatches(readLines(body, read()), BATCH_ROWS)) {
    await saving;
    saving = importBatch(context, batch).then((result) => count(total, batch.length, result));
    // A failure is met by the `await` above or below; until then it must not count as unhandled.
    saving.catch(() => undefined);
  }
  await saving;
  return total;
};

const count = (total: ImportResult, rows: number, { imported, unchanged, errors }: BatchResult): void => {
  total.rows += rows;
  total.imported += imported;
  total.unchanged += unchanged;
  total.rejected += errors.length;
  total.errors.push(...errors.slice(0, LISTED_ERRORS - total.errors.length));
};

const importBatch = async (
  context: Pick<StreamContext<Tx>, 'transact'>,
  batch: readonly ReadLine[],
): Promise<BatchResult> => {
  const rows = batch.flatMap((read) => ('row' in read ? [read] : []));
  const unreadable = batch.flatMap((read) => ('error' in read ? [read.error] : []));
  for (let attempt = 1; ; attempt += 1) {
    try {
      const result = await context.transact((tx) => saveBatch(tx, rows));
      const errors = [...unreadable, ...result.errors].sort((one, other) => one.line - other.line);
      return { ...result, errors };
    } catch (error) {
      const refusedForNow = error instanceof Rejection && problemOf(error.code).retryable === true;
      const mayTryAgain = refusedForNow || isConflict(error);
      if (!mayTryAgain || attempt === ATTEMPTS) throw error;
    }
  }
};

const saveBatch = async (tx: Tx, rows: readonly ReadRow[]): Promise<BatchResult> => {
  const siNumbers = rows.flatMap(({ row }) => siNumberOf(row) ?? []);
  const cardNumbers = rows.flatMap(({ row }) => row.card?.cardNumber ?? []);
  // Owners of cards before persons, for the reason that `loadRecords` gives.
  const cardOwners = await listCardOwners(tx.db, cardNumbers);
  const known = await loadRecords(tx.db, { personalIds: rows.map(({ row }) => row.personalId), siNumbers });
  const { planned, imported, unchanged, refused } = planBatch(rows, { ...known, cardOwners });
  const records = await registerPersons(tx, planned, { assignSiNumbers: false });
  const law = await getLaw(tx.db);
  const cards: CardState[] = [];
  for (const { person, cards: brought } of planned) {
    const holder = records.get(person.personalId);
    if (holder === undefined) throw new Error('every planned person was registered');
    for (const card of brought) {
      const state = importedCard(card, { cardId: newId(), participantId: holder.participantId }, law);
      cards.push(state);
      announceIssued(tx, state, holder);
    }
  }
  await insertCards(tx.db, cards);
  const count = refused.filter(({ refusal }) => isDisagreement(refusal)).length;
  await noteDisagreements(tx, { count, target: 'import' });
  tx.audit({
    action: 'participant.import',
    target: 'import',
    outcome: `${imported} imported, ${unchanged} known, ${refused.length} refused`,
    after: [...records.values()].map(({ participantId }) => participantId),
  });
  return { imported, unchanged, errors: refused.map(explain) };
};

const explain = ({ line, refusal: { code, field } }: RefusedRow): ImportError => ({
  line,
  pointer: field,
  code,
  detail: problemOf(code).title,
});
