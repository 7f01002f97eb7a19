import { addDays, firstDayOf, type LocalDate, lastDayOf } from '@ansinh/contracts/vocabulary/calendar';
import type { Run } from '../../evidence/evidence.store';
import type { Search } from '../../evidence/search';
import type { Hit } from '../signal';
import { type BusyDay, doctorHits, examsAllowed } from './doctor-capacity.rules';
import { findBusyDay } from './doctor-capacity.store';

const daysOf = ({ month }: Run): LocalDate[] => {
  const days: LocalDate[] = [];
  for (let day = firstDayOf(month); day <= lastDayOf(month); day = addDays(day, 1)) days.push(day);
  return days;
};

export const collectDoctors = async ({ run, parameters, step }: Search): Promise<Hit[]> => {
  const busy: BusyDay[] = [];
  for (const day of daysOf(run))
    busy.push(...(await step((tx) => findBusyDay(tx, run, { day, allowed: examsAllowed(parameters) }))));
  return doctorHits(busy, parameters);
};
