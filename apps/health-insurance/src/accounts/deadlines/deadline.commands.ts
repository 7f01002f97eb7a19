import { getCalendar } from '@ansinh/calendar/kept';
import { WorkFellDue } from '@ansinh/contracts/health-insurance/events';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Tx } from '../../kit';
import { fellDue, tellingsOn } from './deadline.rules';
import { insertUntold } from './told-deadline.store';
import { listWaiting } from './waiting.views';

/** Tells whom it concerns what falls due by the next working day and what is overdue on a day: each of it once. */
export const tellDeadlines = async (tx: Tx, day: LocalDate): Promise<void> => {
  const tellings = tellingsOn(day, await listWaiting(tx.db, null, day), await getCalendar(tx.db));
  // In the order in which the stages of one deadline follow each other.
  const told = (await insertUntold(tx, tellings)).sort((one, other) => one.version - other.version);
  for (const { deadlineId, version, ...telling } of told)
    tx.append(WorkFellDue, fellDue(deadlineId, telling, day), { id: deadlineId, version });
};
