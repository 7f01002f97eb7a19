import { type LocalDate, vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { CronExpressionParser } from 'cron-parser';

const ZONE = 'Asia/Ho_Chi_Minh';
const FIVE_FIELDS = /^\S+(?: \S+){4}$/;

const timesFrom = (schedule: string, from: Date) =>
  CronExpressionParser.parse(schedule, { currentDate: from, tz: ZONE });

/** @throws Error for what is no schedule of five fields */
export const requireSchedule = (name: string, schedule: string): void => {
  if (!FIVE_FIELDS.test(schedule)) throw new Error(`the schedule of ${name} must have five fields: "${schedule}"`);
  timesFrom(schedule, new Date(0));
};

/** The newest of its times that has come: at `now` or before. What was missed before it is not made up for. */
export const lastTime = (schedule: string, now: Date): Date =>
  timesFrom(schedule, new Date(now.getTime() + 1))
    .prev()
    .toDate();

/** The first of its times after `now`. */
export const nextTime = (schedule: string, now: Date): Date => timesFrom(schedule, now).next().toDate();

/** What a scheduled job is given: the day in Viet Nam of the time that it runs for, not of the moment when it runs. */
export const dataAt = (time: Date): { readonly day: LocalDate } => ({ day: vietNamDate(time) });
