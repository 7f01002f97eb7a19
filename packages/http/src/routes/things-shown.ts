import { type Target, THING_OF_ID, type Thing } from '@ansinh/contracts/wire/things';
import { BusinessKeys, isTraced, noteOnSpan } from '@ansinh/telemetry';

const ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
/** A page of two hundred things, and of their persons. */
const TARGETS_MAX = 400;
const DEPTH_MAX = 8;

/** Whom a part of an answer names as `{ kind, id }`: the beneficiary of a payout, the subject of a case. */
const PERSONS: ReadonlySet<unknown> = new Set(['participant', 'person']);

/** Whose records an answer has shown, by the ids in it: a list and a search name nobody in their address. */
export class ThingsShown {
  readonly #targets = new Set<Target>();

  /** Named by a command, where the answer has no id of it. */
  name(targets: Iterable<Target>): void {
    for (const target of targets) this.#targets.add(target);
  }

  /** Takes what stands under the names of ids; all else is passed over. */
  add(told: unknown, depth = 0): void {
    if (depth > DEPTH_MAX || typeof told !== 'object' || told === null) return;
    if (Array.isArray(told)) {
      for (const one of told) this.add(one, depth + 1);
      return;
    }
    if ('kind' in told && 'id' in told && PERSONS.has(told.kind)) this.#note('participant', told.id);
    for (const [name, value] of Object.entries(told)) {
      const thing = THING_OF_ID.get(name);
      if (thing === undefined) this.add(value, depth + 1);
      else this.#note(thing, value);
    }
  }

  get targets(): readonly Target[] {
    return [...this.#targets].slice(0, TARGETS_MAX);
  }

  /** How many more there were. */
  get more(): number {
    return Math.max(0, this.#targets.size - TARGETS_MAX);
  }

  #note(thing: Thing, id: unknown): void {
    if (typeof id === 'string' && ID.test(id)) this.#targets.add(`${thing}:${id}`);
  }
}

/** Which things a request was about, by its path and its answer: said by its span. @returns their ids */
export const noteThings = (told: readonly unknown[]): readonly string[] => {
  if (!isTraced()) return [];
  const things = new BusinessKeys();
  for (const one of told) things.add(one);
  noteOnSpan(things.attributes);
  return things.ids;
};
