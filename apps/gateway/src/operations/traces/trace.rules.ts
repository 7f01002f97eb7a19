import type { ThingTrace, ThingTraces } from '@ansinh/contracts/operations/traces.api';
import { byText } from '@ansinh/contracts/vocabulary/orders';

/** What was found so far, and what is still to be asked for. */
export type Search = {
  readonly items: readonly ThingTrace[];
  /** Ids that were asked for, the first of them by the operator. */
  readonly asked: readonly string[];
  readonly next: readonly string[];
};

/** From a claim to its settlement, its payout and the batch of it are three steps; one more is for what comes later. */
export const STEPS_MAX = 4;
/** A thing with more neighbours is asked for by one of them. */
export const KEYS_MAX = 20;

export const searchOf = (key: string): Search => ({ items: [], asked: [], next: [key] });

/** The search after the services have answered to its `next`. */
export const goOn = ({ items, asked, next }: Search, answers: readonly ThingTraces[]): Search => {
  const now = [...asked, ...next];
  const related = new Set(answers.flatMap((answer) => answer.related));
  return {
    items: [...items, ...answers.flatMap((answer) => answer.items)],
    asked: now,
    next: [...related].filter((key) => !now.includes(key)).slice(0, Math.max(0, KEYS_MAX - now.length)),
  };
};

const byTime = (one: ThingTrace, other: ThingTrace): number =>
  byText(one.at, other.at) || byText(one.traceId, other.traceId);

/**
 * Oldest first. A trace that tells of several things stands there once, as it told of the first; whether it was kept is
 * said by whichever of them knows.
 */
export const inOrder = (items: readonly ThingTrace[]): ThingTrace[] => {
  const sorted = items.toSorted(byTime);
  const knowing = sorted.filter(({ kept }) => kept !== null);
  const kept = new Map(knowing.map((item) => [item.traceId, item.kept]));
  const first = new Map<string, ThingTrace>();
  for (const item of sorted) if (!first.has(item.traceId)) first.set(item.traceId, item);
  return [...first.values()].map((item) => ({ ...item, kept: kept.get(item.traceId) ?? null }));
};
