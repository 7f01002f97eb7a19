import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { hitOf, reasonOf } from '../../scoring/scoring.rules';
import { type Hit, type ParameterValues, type Signal, weightParameter } from '../signal';

/** A practitioner on a day with more exams than allowed; `median` is that of all practitioners with exams on the day. */
export type BusyDay = {
  readonly licence: string;
  readonly day: LocalDate;
  readonly exams: number;
  readonly median: number;
};

const PER_DAY = {
  name: 'examsPerDay',
  default: 65,
  min: 1,
  max: 1_000,
  text: 'Exams of a practitioner on a day that are not yet suspicious',
};

export const DOCTOR_CAPACITY: Signal = {
  code: 'DOCTOR_CAPACITY',
  text: 'A practitioner with more exams on a day than one can make',
  textVi: 'Người hành nghề có số lượt khám trong ngày vượt khả năng thực hiện',
  source:
    'TT 39/2018/TT-BYT: 65 exams a desk and day (from memory, to be confirmed; change it here); TT 12/2026/TT-BTC Art 10 (practitioners)',
  parameters: [weightParameter(70), PER_DAY],
  say: (_kind, { found, usual }) => ({
    text: `${found.exams} exams on ${found.day}, and more than ${usual.allowed} on ${found.days} day(s); the median of practitioners on that day is ${usual.median}`,
    textVi: `${found.exams} lượt khám ngày ${found.day}, vượt ${usual.allowed} lượt trong ${found.days} ngày; trung vị của người hành nghề ngày đó là ${usual.median}`,
  }),
};

export const examsAllowed = (parameters: ParameterValues): number => parameters[PER_DAY.name] ?? PER_DAY.default;

/** The busiest day decides; the other days above the limit are counted. */
export const doctorHits = (busy: readonly BusyDay[], parameters: ParameterValues): Hit[] => {
  const allowed = examsAllowed(parameters);
  const byLicence = new Map<string, BusyDay[]>();
  for (const day of busy) byLicence.set(day.licence, [...(byLicence.get(day.licence) ?? []), day]);
  return [...byLicence].flatMap(([licence, days]) => {
    const worst = days.reduce((most, day) => (day.exams > most.exams ? day : most));
    const measured = {
      signal: DOCTOR_CAPACITY.code,
      value: worst.exams,
      limit: allowed + 1,
      found: { exams: worst.exams, day: worst.day, days: days.length },
      usual: { median: worst.median, allowed },
    };
    return hitOf('practitioner', licence, reasonOf(measured, parameters));
  });
};
