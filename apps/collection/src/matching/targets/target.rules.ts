import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { Vnd } from '@ansinh/contracts/vocabulary/money';
import type { AllocationRow, StoredCredit } from '../../credits/credit.rules';
import type { Movement } from '../../ledger/entry.rules';

/** The kinds of debts that a bank text can name, and what each is found by. */
type Names = {
  /** The month that a transfer names; what is left pays the employer's other months. */
  readonly statement: { readonly employerId: string; readonly month: YearMonth };
  readonly premium: { readonly orderId: string };
};
export type TargetKind = keyof Names;

/** What a reference in a bank text stands for. */
export type Target<Kind extends TargetKind = TargetKind> = {
  readonly [K in Kind]: { readonly kind: K; readonly reference: string } & Names[K];
}[Kind];

/** What a credit gave to debts, and what nothing open was left for. */
export type Given = {
  readonly allocations: readonly AllocationRow[];
  readonly movements: readonly Movement[];
  readonly restVnd: Vnd;
};

/** Everything that is open of one kind, kept while one credit after the other pays into it. */
export type OpenDebts<Kind extends TargetKind> = {
  readonly pay: (credit: StoredCredit, target: Target<Kind>) => Given;
};
