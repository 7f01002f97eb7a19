import { WorkFellDue } from '@ansinh/contracts/health-insurance/events';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { newId } from '@ansinh/database';
import type { Tx } from '../../../kit';
import { getTermBasis } from '../../../registers/terms/term.views';
import { listWaiting } from '../waiting.views';
import { fellDue, numbered, tellingsOn } from './telling.rules';
import { beginDay, insertTold, listLastWords, listVersions, saveLastWords } from './telling.store';

/**
 * Tells whom it concerns what falls due by the next working day and what is overdue on a day: what they have not been
 * told yet. A day that is tried again after a later one was told has nothing to say that still holds.
 */
export const tellDeadlines = async (tx: Tx, day: LocalDate): Promise<void> => {
  if (!(await beginDay(tx, day))) return;
  const waiting = await listWaiting(tx.db, null, day);
  const known = { basis: await getTermBasis(tx.db), lastWords: await listLastWords(tx.db, waiting), newId };
  const tellings = tellingsOn(day, waiting, known);
  const told = numbered(tellings, await listVersions(tx.db, tellings));
  await insertTold(tx, told);
  await saveLastWords(tx, told);
  const agencyCode = tx.by.tenant.code;
  for (const telling of told)
    tx.append(WorkFellDue, fellDue(telling, day, agencyCode), { id: telling.deadlineId, version: telling.version });
};
