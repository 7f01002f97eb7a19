import type { OutboxRow } from './relay-session';

/** So long a refused topic is left alone: an operator who gives the right sees it work, and the broker is not flooded. */
const TRIED_AGAIN_AFTER_MS = 1_000;

/**
 * Topics that the broker has refused, and whether their events are left in the outbox for now. However many there are,
 * nothing that goes elsewhere waits behind them. The clock is given.
 */
export class RefusedTopics {
  readonly #topics = new Set<string>();
  #refusedAtMs = 0;

  add(topics: readonly string[], nowMs: number): void {
    for (const topic of topics) this.#topics.add(topic);
    this.#refusedAtMs = nowMs;
  }

  delete(topic: string): void {
    this.#topics.delete(topic);
  }

  clear(): void {
    this.#topics.clear();
  }

  /** Topics that are not to be read now. */
  leftAlone(nowMs: number): readonly string[] {
    return nowMs < this.#refusedAtMs + TRIED_AGAIN_AFTER_MS ? [...this.#topics] : [];
  }

  /** What goes out together, and what by itself, since the broker would perhaps refuse it again: nobody else's is sent twice. */
  apart(rows: readonly OutboxRow[]): readonly (readonly OutboxRow[])[] {
    const trusted = rows.filter(({ topic }) => !this.#topics.has(topic));
    const tried = Map.groupBy(
      rows.filter(({ topic }) => this.#topics.has(topic)),
      ({ topic }) => topic,
    );
    return [...(trusted.length === 0 ? [] : [trusted]), ...tried.values()];
  }

  /** For operators; undefined when none is refused. */
  get trouble(): string | undefined {
    if (this.#topics.size === 0) return undefined;
    return `kafka does not let this service write ${[...this.#topics].join(', ')}`;
  }
}
