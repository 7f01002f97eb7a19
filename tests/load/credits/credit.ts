// The credits of the load test, and what the sender is told and tells.
import type { ReportBankCredit } from '@ansinh/contracts/collection/api';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';

export const BANK = '970405';

export type BankClient = { readonly clientId: string; readonly clientSecret: string };

export type Plan = {
  readonly gatewayUrl: string;
  readonly clients: readonly BankClient[];
  readonly connections: number;
  readonly seconds: number;
  /** Begins the references of this round. */
  readonly round: string;
};

/** What the books must hold by what was answered. */
export type Expected = { readonly count: number; readonly sumVnd: bigint };

/** Answers that were no success, by what they said; each was asked again under its key until it was one. */
export type Errors = ReadonlyMap<string, number>;

export type Told =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'end';
      readonly expected: Expected;
      readonly durationsMs: readonly number[];
      readonly elapsedMs: number;
      readonly errors: Errors;
    };

const AMOUNT_MIN = 100_000;
const AMOUNTS = 900_000;

/** Credit number `index` of a round: its text names nothing that is due, so that its money stays in suspense. */
export const creditAt = (round: string, index: number): ReportBankCredit => ({
  bankReference: `${round}-${index}`,
  amountVnd: String(AMOUNT_MIN + (index % AMOUNTS)),
  bookedOn: localDate('2026-10-15'),
  content: 'nop tien bao hiem',
  creditedAccount: '66000123456789',
});
