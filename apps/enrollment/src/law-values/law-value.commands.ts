import { reject } from '@ansinh/contracts/catalogue/problems';
import { LawChanged } from '@ansinh/contracts/enrollment/events';
import type { LawValueSet, SetLawValue, WithdrawLawValue } from '@ansinh/contracts/enrollment/law.api';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Tx } from '../kit';
import {
  type Entry,
  historyOf,
  nextVersion,
  type Place,
  requireCovered,
  requireFittingDay,
  requireFittingValue,
  requireNote,
  type Saying,
  withdrawalOf,
} from './law-value.rules';
import { insertVersion, lockLaw } from './law-value.store';
import { findEntries } from './law-value.views';

const lockHistory = async (tx: Tx, { parameter }: Place): Promise<readonly Entry[]> => {
  await lockLaw(tx.db);
  return historyOf(parameter, await findEntries(tx.db, { parameter }));
};

/** Keeps what is said of a value beside what was said before, and tells it; nothing when it is known so already. */
const say = async (tx: Tx, place: Place, history: readonly Entry[], saying: Saying): Promise<void> => {
  const { parameter, firstDay } = place;
  const ofDay = history.filter((entry) => entry.firstDay === firstDay);
  const version = nextVersion(ofDay, saying);
  if (version === undefined) return;
  const entry: Entry = { ...place, ...saying, version, setAt: tx.now, setBy: tx.by.subject };
  requireCovered(place, [entry, ...history]);
  await insertVersion(tx, entry);
  const { value, source } = saying;
  tx.append(LawChanged, { parameter, firstDay, value, source }, { id: `${parameter}/${firstDay}`, version });
  const [before] = ofDay;
  tx.audit({
    action: value === null ? 'law.withdraw' : 'law.set',
    target: `law:${parameter}/${firstDay}`,
    reason: saying.note ?? source,
    before,
    after: entry,
  });
};

/**
 * Enters what a parameter is from a day on. What was computed by another value stays as it is.
 * @throws Rejection `law.first-day-wrong`, `law.note-missing`, `request.invalid`
 */
export const setLawValue = async (tx: Tx, place: Place, wanted: SetLawValue): Promise<LawValueSet> => {
  requireFittingDay(place);
  requireFittingValue(place.parameter, wanted.value);
  requireNote(place.firstDay, vietNamDate(tx.now), wanted.note);
  await say(tx, place, await lockHistory(tx, place), wanted);
  return { ...place, ...wanted };
};

/**
 * Takes back a value, also one that the platform came with: the one before it holds on.
 * @throws Rejection `request.not-found`, `law.nothing-before`
 */
export const withdrawLawValue = async (tx: Tx, place: Place, { reason }: WithdrawLawValue): Promise<void> => {
  const history = await lockHistory(tx, place);
  const withdrawal = withdrawalOf(
    history.filter(({ firstDay }) => firstDay === place.firstDay),
    reason,
  );
  if (withdrawal === undefined) throw reject('request.not-found', place);
  await say(tx, place, history, withdrawal);
};
