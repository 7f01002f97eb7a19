import { type AuditedAct, chunksOf } from '@ansinh/database';
import type { Logger } from '@ansinh/telemetry';

export type NotesOptions = {
  readonly write: (acts: readonly AuditedAct[]) => Promise<void>;
  readonly logger: Logger;
  /** From the first note of a group to its row. */
  readonly gatherMs?: number;
};

type Group = { readonly act: AuditedAct; times: number };

const GATHER_MS = 1_000;
/** So many groups are kept while the database is away; what comes on top is told in the log alone. */
const GROUPS_MAX = 20_000;
const ROWS_AT_ONCE = 1_000;

const keyOf = ({ subject, tenant, action, target, reason }: AuditedAct): string =>
  JSON.stringify([subject, tenant, action, target, reason]);

/**
 * What is noted beside any transaction: who read the record of whom, and who was refused. The same again within a moment
 * is one row with a number, so that neither a busy reception nor somebody who tries doors writes without end.
 */
export class Notes {
  readonly #options: Required<NotesOptions>;
  #groups = new Map<string, Group>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(options: NotesOptions) {
    this.#options = { gatherMs: GATHER_MS, ...options };
  }

  readonly note = (act: AuditedAct): void => {
    const key = keyOf(act);
    const known = this.#groups.get(key);
    if (known !== undefined) {
      known.times += 1;
      return;
    }
    if (this.#groups.size >= GROUPS_MAX) {
      this.#options.logger.error({ action: act.action }, 'the audit cannot keep up: a note is lost');
      return;
    }
    this.#groups.set(key, { act, times: 1 });
    this.#wait();
  };

  /** Writes what was noted up to here. What cannot be written now is kept and tried again. */
  flush(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  /** @returns how many groups could not be written, and are lost */
  async stop(): Promise<number> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.flush();
    const lost = this.#groups.size;
    if (lost > 0) this.#options.logger.error({ groups: lost }, 'the service stops: notes of the audit are lost');
    return lost;
  }

  #wait(): void {
    if (this.#timer !== undefined || this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.flush();
    }, this.#options.gatherMs);
    this.#timer.unref();
  }

  async #write(): Promise<void> {
    const groups = [...this.#groups];
    this.#groups = new Map();
    for (const chunk of chunksOf(groups, ROWS_AT_ONCE))
      try {
        await this.#options.write(
          chunk.map(([, { act, times }]) => ({ ...act, outcome: times === 1 ? 'once' : `${times} times` })),
        );
      } catch (error) {
        this.#options.logger.warn({ err: error, groups: chunk.length }, 'notes of the audit wait');
        this.#keep(chunk);
      }
  }

  #keep(groups: readonly (readonly [string, Group])[]): void {
    for (const [key, { act, times }] of groups) {
      const known = this.#groups.get(key);
      if (known === undefined) this.#groups.set(key, { act, times });
      else known.times += times;
    }
    this.#wait();
  }
}
