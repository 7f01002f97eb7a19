import type { Attributes } from '@opentelemetry/api';

/**
 * The things of the business by the name that their ids have everywhere, in paths, answers and events, and by the attribute
 * under which a trace is found. None of them is a person or says who one is.
 */
const ATTRIBUTES = {
  advanceId: 'ansinh.advance.id',
  batchId: 'ansinh.batch.id',
  benefitId: 'ansinh.benefit.id',
  claimId: 'ansinh.claim.id',
  creditId: 'ansinh.credit.id',
  orderId: 'ansinh.order.id',
  payoutId: 'ansinh.payout.id',
  settlementId: 'ansinh.settlement.id',
  statementId: 'ansinh.statement.id',
} as const;
type Name = keyof typeof ATTRIBUTES;

const ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
/** Of each kind: a batch of seventy thousand payouts is found by the id of the batch. */
const IDS_MAX = 20;
/** An answer, a list in it, and a line of that. */
const DEPTH = 3;

const isName = (name: string): name is Name => Object.hasOwn(ATTRIBUTES, name);

/** Collects of which things something is, however it is told. */
export class BusinessKeys {
  readonly #found = new Map<Name, Set<string>>();

  /** Takes what stands under the names of ids; all else is passed over. */
  add(told: unknown, depth = DEPTH): this {
    if (depth === 0 || typeof told !== 'object' || told === null) return this;
    if (Array.isArray(told)) {
      for (const one of told.slice(0, IDS_MAX)) this.add(one, depth - 1);
      return this;
    }
    for (const [name, value] of Object.entries(told)) {
      if (typeof value === 'string') this.#note(name, value);
      else this.add(value, depth - 1);
    }
    return this;
  }

  #note(name: string, value: string): void {
    if (!isName(name) || !ID.test(value)) return;
    const ids = this.#found.get(name) ?? new Set<string>();
    if (ids.size < IDS_MAX) this.#found.set(name, ids.add(value));
  }

  get ids(): readonly string[] {
    return [...this.#found.values()].flatMap((ids) => [...ids]);
  }

  /** One id as it is, several as a list. */
  get attributes(): Attributes {
    const attributes: Attributes = {};
    for (const [name, ids] of this.#found) {
      const [first = '', ...others] = ids;
      attributes[ATTRIBUTES[name]] = others.length === 0 ? first : [first, ...others];
    }
    return attributes;
  }
}
