/**
 * What must hold after a fault, said apart from the code that keeps it: pure functions over what clients were told, what
 * the databases hold and what the topics carry. The promises are those of docs/promises.md.
 */

/** What a client knows of its operation: done, refused, or not known (a time-out, a reset, an answer 503). */
export type Outcome = 'ok' | 'fail' | 'info';

export type LoggedOperation = { readonly id: string; readonly kind: string; readonly outcome: Outcome };

export type Rule =
  | 'lost'
  | 'invented'
  | 'doubled'
  | 'gap'
  | 'inverted'
  | 'unbalanced'
  | 'wrong-sum'
  | 'below-floor'
  | 'left-in-outbox'
  | 'unpublished'
  | 'unprocessed'
  | 'view-differs';

export type Finding = { readonly rule: Rule; readonly subject: string; readonly detail: string };

/** Every operation is written down before it is sent; what ends nowhere stays `info`. */
export class OperationLog {
  readonly #operations = new Map<string, LoggedOperation>();

  begin(id: string, kind: string): void {
    if (this.#operations.has(id)) throw new Error(`operation ${id} was logged before`);
    this.#operations.set(id, { id, kind, outcome: 'info' });
  }

  end(id: string, outcome: Outcome): void {
    const begun = this.#operations.get(id);
    if (begun === undefined) throw new Error(`operation ${id} was never begun`);
    if (begun.outcome === 'ok' && outcome !== 'ok')
      throw new Error(`operation ${id} was ok and cannot become ${outcome}`);
    this.#operations.set(id, { ...begun, outcome });
  }

  of(...kinds: readonly string[]): readonly LoggedOperation[] {
    return [...this.#operations.values()].filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
  }
}

const countsOf = (items: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
};

/**
 * No loss, no invention, no double.
 * @param effects the id of an operation for each effect that was found
 */
export const checkEffects = (
  operations: readonly LoggedOperation[],
  effects: readonly string[],
  what = 'effect',
): readonly Finding[] => {
  const counts = countsOf(effects);
  const known = new Map(operations.map((operation) => [operation.id, operation]));
  const lost = operations.flatMap(({ id, kind, outcome }): Finding[] =>
    outcome === 'ok' && !counts.has(id)
      ? [{ rule: 'lost', subject: id, detail: `${kind} was acknowledged, no ${what}` }]
      : [],
  );
  const wrong = [...counts].flatMap(([id, count]): Finding[] => {
    const outcome = known.get(id)?.outcome;
    if (outcome === undefined || outcome === 'fail')
      return [
        {
          rule: 'invented',
          subject: id,
          detail: `${what} of an operation that ${outcome === 'fail' ? 'was refused' : 'nobody sent'}`,
        },
      ];
    return count === 1 ? [] : [{ rule: 'doubled', subject: id, detail: `${count} times: ${what}` }];
  });
  return [...lost, ...wrong];
};

export type SeenEvent = { readonly eventId: string; readonly aggregate: string; readonly version: number };

/**
 * The events of one aggregate, as a consumer sees them after leaving out repetitions, have the versions 1, 2, 3 ...
 * @param deliveries in the order of arrival
 * @param lastVersions the version of each aggregate's row, where it is known: its events must reach as far
 */
export const checkOrder = (
  deliveries: readonly SeenEvent[],
  lastVersions: ReadonlyMap<string, number> = new Map(),
): readonly Finding[] => {
  const seen = new Set<string>();
  const versions = new Map<string, number[]>([...lastVersions.keys()].map((aggregate) => [aggregate, []]));
  for (const { eventId, aggregate, version } of deliveries) {
    if (seen.has(eventId)) continue;
    seen.add(eventId);
    versions.set(aggregate, [...(versions.get(aggregate) ?? []), version]);
  }
  return [...versions].flatMap(([aggregate, arrived]) =>
    orderOf(aggregate, arrived, lastVersions.get(aggregate) ?? Math.max(0, ...arrived)),
  );
};

const orderOf = (aggregate: string, arrived: readonly number[], last: number): Finding[] => {
  const findings: Finding[] = [];
  let highest = 0;
  for (const version of arrived) {
    if (version < highest)
      findings.push({ rule: 'inverted', subject: aggregate, detail: `version ${version} came after ${highest}` });
    highest = Math.max(highest, version);
  }
  for (const [version, count] of countsOf(arrived.map(String)))
    if (count > 1)
      findings.push({ rule: 'doubled', subject: aggregate, detail: `${count} events are version ${version}` });
  const present = new Set(arrived);
  for (let version = 1; version <= Math.max(last, highest); version += 1)
    if (!present.has(version))
      findings.push({ rule: 'gap', subject: aggregate, detail: `version ${version} never came` });
  return findings;
};

export type Pipes = {
  /** Ids of events that still wait in the outbox. */
  readonly outbox: readonly string[];
  /** Ids of the events of a topic that the consumer takes, one for each record: repetitions are allowed. */
  readonly topic: readonly string[];
  /** Ids of the events that the consumer has processed. */
  readonly inbox: readonly string[];
  /** Ids of the events that it keeps as dead letters. */
  readonly deadLetters: readonly string[];
};

/** The outbox is empty, and the inbox holds the events of the topic less the dead letters, each once. */
export const checkPipes = ({ outbox, topic, inbox, deadLetters }: Pipes): readonly Finding[] => {
  const left = outbox.map((id): Finding => ({ rule: 'left-in-outbox', subject: id, detail: 'was not published' }));
  const published = new Set(topic);
  const processed = countsOf(inbox);
  const dead = new Set(deadLetters);
  const missing = [...published].flatMap((id): Finding[] =>
    processed.has(id) || dead.has(id) ? [] : [{ rule: 'unprocessed', subject: id, detail: 'is in the topic alone' }],
  );
  const wrong = [...processed].flatMap(([id, count]): Finding[] => {
    if (!published.has(id)) return [{ rule: 'invented', subject: id, detail: 'was processed, but is in no topic' }];
    return count === 1 ? [] : [{ rule: 'doubled', subject: id, detail: `is in the inbox ${count} times` }];
  });
  return [...left, ...missing, ...wrong];
};

/** Events that their producer says it committed and that never reached the topic. */
export const checkPublished = (committed: readonly string[], topic: readonly string[]): readonly Finding[] => {
  const published = new Set(topic);
  return committed.flatMap((subject): Finding[] =>
    published.has(subject) ? [] : [{ rule: 'unpublished', subject, detail: 'was committed and is not in the topic' }],
  );
};

/** Rows of a projection rebuilt from nothing, or of the producer, against the live ones; text by key. */
export const checkViews = (
  expected: ReadonlyMap<string, string>,
  live: ReadonlyMap<string, string>,
): readonly Finding[] =>
  [...new Set([...expected.keys(), ...live.keys()])].flatMap((key): Finding[] => {
    const [wanted, found] = [expected.get(key) ?? 'no row', live.get(key) ?? 'no row'];
    return wanted === found ? [] : [{ rule: 'view-differs', subject: key, detail: `${found} instead of ${wanted}` }];
  });
