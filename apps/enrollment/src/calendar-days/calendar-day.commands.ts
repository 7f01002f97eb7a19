import { reject } from '@ansinh/contracts/catalogue/problems';
import type { CalendarDay, SetCalendarDay, WithdrawCalendarDay } from '@ansinh/contracts/enrollment/calendar.api';
import { CalendarDaySet } from '@ansinh/contracts/enrollment/events';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Tx } from '../kit';
import {
  type Entry,
  nextVersion,
  requireFittingKind,
  requireWorkNear,
  type Saying,
  withdrawalOf,
} from './calendar-day.rules';
import { insertVersion, lockCalendar } from './calendar-day.store';
import { findEntries, findHistory } from './calendar-day.views';

/** Keeps what is said of a day beside what was said before, and tells it; nothing when it is known so already. */
const say = async (tx: Tx, day: LocalDate, history: readonly Entry[], saying: Saying): Promise<void> => {
  const version = nextVersion(history, saying);
  if (version === undefined) return;
  const entry = { ...saying, day, version, setAt: tx.now, setBy: tx.by.subject };
  requireWorkNear(day, [...(await findEntries(tx.db)), entry]);
  await insertVersion(tx, day, { ...saying, version });
  tx.append(CalendarDaySet, { day, ...saying }, { id: day, version });
  const action = saying.kind === null ? 'calendar-day.withdraw' : 'calendar-day.set';
  const [before] = history;
  tx.audit({ action, target: `calendar-day:${day}`, said: saying.source, before, after: entry });
};

/**
 * Enters a day off or a weekend that is worked, or says of one that was expected whether it is decreed.
 * @throws Rejection `calendar-day.not-a-weekend`, `calendar-day.no-working-day`
 */
export const setCalendarDay = async (tx: Tx, day: LocalDate, wanted: SetCalendarDay): Promise<CalendarDay> => {
  requireFittingKind(day, wanted.kind);
  await lockCalendar(tx.db);
  await say(tx, day, await findHistory(tx.db, day), wanted);
  return { day, ...wanted };
};

/**
 * Takes back what is known of a day, also what the platform came with: its weekday decides again.
 * @throws Rejection `request.not-found`, `calendar-day.no-working-day`
 */
export const withdrawCalendarDay = async (tx: Tx, day: LocalDate, { reason }: WithdrawCalendarDay): Promise<void> => {
  await lockCalendar(tx.db);
  const history = await findHistory(tx.db, day);
  const withdrawal = withdrawalOf(history, reason);
  if (withdrawal === undefined) throw reject('request.not-found', { day });
  await say(tx, day, history, withdrawal);
};
