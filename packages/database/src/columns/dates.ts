import { type LocalDate, localDate } from '@ansinh/contracts/vocabulary/calendar';

/** A DATE column is a Date at midnight UTC in Prisma; a legal date is text. These two are the only bridge. */
export const dateColumn = (date: LocalDate): Date => new Date(`${date}T00:00:00Z`);
export const localDateOf = (column: Date): LocalDate => localDate(column.toISOString().slice(0, 10));
