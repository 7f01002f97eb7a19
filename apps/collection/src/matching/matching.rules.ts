import { minus, vnd } from '@ansinh/contracts/vocabulary/money';
import { type AllocationRow, type CreditChange, moveCredit, type StoredCredit } from '../credits/credit.rules';
import type { JournalEntry } from '../ledger/entry.rules';
import type { Given, OpenDebts, Target, TargetKind } from './targets/target.rules';

type OpenByKind = { readonly [Kind in TargetKind]: OpenDebts<Kind> };

const payInto = <Kind extends TargetKind>(
  open: OpenByKind,
  kind: Kind,
  payment: { readonly credit: StoredCredit; readonly target: Target<Kind> },
): Given => open[kind].pay(payment.credit, payment.target);

/** Allocates one credit after the other to what is open, and keeps what has to be written at the end. */
export class Matching {
  readonly #open: OpenByKind;
  readonly allocations: AllocationRow[] = [];
  readonly entries: JournalEntry[] = [];
  readonly credits: CreditChange[] = [];

  constructor(open: OpenByKind) {
    this.#open = open;
  }

  /** Moves what it can of the credit's suspense to its target; `reference` is what the text names. */
  apply(credit: StoredCredit, target: Target | undefined, reference: string | null): void {
    const given = target === undefined ? undefined : payInto(this.#open, target.kind, { credit, target });
    const matchedVnd = given === undefined ? vnd(0n) : minus(credit.suspenseVnd, given.restVnd);
    if (matchedVnd === 0n && reference === credit.reference) return;
    const changed = moveCredit(credit, { kind: 'matched', matchedVnd, reference });
    this.credits.push(changed);
    this.allocations.push(...(given?.allocations ?? []));
    this.entries.push({
      kind: 'matching',
      sourceId: credit.creditId,
      sourceVersion: changed.version,
      movements: given?.movements ?? [],
    });
  }
}
