import type { EffectCount, EffectLine, EffectWhat } from '@ansinh/contracts/operations/effects/held-effect.api';
import type { KindName } from '@ansinh/contracts/wire/open-kind';
import { mapTexts } from '../shown.rules';

/** What an act has said, told or queued. */
export type Told = {
  readonly what: EffectWhat;
  readonly name: string;
  readonly thing: string;
  readonly outcome?: string | undefined;
  readonly why?: string | undefined;
  readonly before?: unknown;
  readonly after?: unknown;
};

/** The same as JSON, without what differs each time. */
export type Line = {
  readonly what: EffectWhat;
  readonly name: string;
  readonly thing: string;
  readonly outcome: string | null;
  readonly why: string | null;
  readonly before: unknown;
  readonly after: unknown;
};

const byName = (one: Line, other: Line): number => {
  const [left, right] = [one, other].map(({ what, name, thing }) => `${what} ${name} ${thing}`);
  if (left === right || left === undefined || right === undefined) return 0;
  return left < right ? -1 : 1;
};

/**
 * In one order whatever a statement returned first: things of a kind are told side by side, and order has a meaning for each
 * of them alone. What is said of one thing stays in the order in which it was said.
 */
export const inOrder = (lines: readonly Line[]): readonly Line[] => [...lines].sort(byName);

const AMOUNT = /Vnd$/;
const WHOLE = /^-?\d{1,30}$/;

const addAmounts = (sums: Map<string, bigint>, value: unknown): void => {
  if (Array.isArray(value)) for (const one of value) addAmounts(sums, one);
  else if (typeof value === 'object' && value !== null)
    for (const [name, part] of Object.entries(value)) {
      const text = typeof part === 'number' || typeof part === 'string' ? String(part) : '';
      if (AMOUNT.test(name) && WHOLE.test(text)) sums.set(name, (sums.get(name) ?? 0n) + BigInt(text));
      else addAmounts(sums, part);
    }
};

type Counted = { readonly line: Line; readonly sums: Map<string, bigint>; count: number };

/** How often each thing is done, with the sums of what is there afterwards. */
export const countsOf = (
  lines: readonly Line[],
  labelOf: (line: Pick<Line, 'what' | 'name'>) => KindName,
): EffectCount[] => {
  const counted = new Map<string, Counted>();
  for (const line of lines) {
    const key = `${line.what} ${line.name}`;
    const known = counted.get(key) ?? { line, sums: new Map<string, bigint>(), count: 0 };
    known.count += 1;
    addAmounts(known.sums, line.after);
    counted.set(key, known);
  }
  return [...counted.values()].map(({ line: { what, name }, sums, count }) => ({
    what,
    name,
    label: labelOf({ what, name }),
    count,
    sumsVnd: Object.fromEntries([...sums].map(([member, sum]) => [member, String(sum)])),
  }));
};

const FIRST_MAX = 20;
const LIST_MAX = 20;
const TEXT_MAX = 500;
/** By what somebody is let in, also as a hash: who decides has no use for it. */
const SECRET = /(hash|secret|password|token)$/i;

const cutText = (text: string): string => (text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)} …` : text);

/** What is shown of a value: long lists and texts are cut, and say so. */
const cut = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    const shown = value.slice(0, LIST_MAX).map(cut);
    return value.length > LIST_MAX ? [...shown, `(and ${value.length - LIST_MAX} more)`] : shown;
  }
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? cutText(value) : value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      SECRET.test(name) && typeof part === 'string' ? '(hidden)' : cut(part),
    ]),
  );
};

/** The first of what an act does, as it is shown: of what is sealed that it is so. Jobs are counted alone. */
export const firstOf = (lines: readonly Line[], isSealed: (text: string) => boolean): EffectLine[] => {
  const shown = (value: unknown) => cut(mapTexts(value, (text) => (isSealed(text) ? '(sealed)' : text)));
  return lines
    .filter(({ what }) => what !== 'job')
    .slice(0, FIRST_MAX)
    .map(({ what, name, thing, outcome, before, after }) => ({
      what,
      name,
      thing,
      outcome,
      before: shown(before),
      after: shown(after),
    }));
};
