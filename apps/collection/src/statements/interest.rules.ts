import { addDays, daysBetween, earlier, type LocalDate, later } from '@ansinh/contracts/vocabulary/calendar';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import { shareOf, type Vnd } from '@ansinh/contracts/vocabulary/money';

/**
 * Simple interest on contributions of one fund and month that are paid (or still open) on `on`: day 1 is the day after
 * the due date, 0.03 % a day, half up to the dong (Law 41/2024 Art 40, 41; Decree 274/2025 Art 5-6). When the rate
 * changes within the time, each day counts at its own.
 */
export const lateInterest = (
  arrearsVnd: Vnd,
  { dueDate, on }: { readonly dueDate: LocalDate; readonly on: LocalDate },
  law: Law,
): Vnd => {
  const millionths = law['late-payment-rate'].reduce((sum, { from, to, value }) => {
    const first = later(addDays(dueDate, 1), from);
    const last = to === null ? on : earlier(on, to);
    const days = daysBetween(first, last) + 1;
    return days > 0 ? sum + BigInt(days) * value : sum;
  }, 0n);
  return shareOf(arrearsVnd, millionths);
};
