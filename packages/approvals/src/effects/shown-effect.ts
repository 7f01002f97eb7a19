import { createHash } from 'node:crypto';
import { nameOfEffect } from '@ansinh/contracts/operations/effects/effect-names';
import type { HeldEffect } from '@ansinh/contracts/operations/effects/held-effect.api';
import { nameOfHeld } from '@ansinh/contracts/operations/held-kinds';
import { isSealed, keyRing } from '@ansinh/secrets';
import { mapTexts, type Run, settling } from '../shown.rules';
import { countsOf, firstOf, inOrder, type Line, type Told } from './effect.rules';

const bigAsText = (_name: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

const inOrderOfNames = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrderOfNames);
  if (typeof value !== 'object' || value === null) return value;
  const members = new Map(Object.entries(value));
  return Object.fromEntries([...members.keys()].sort().map((name) => [name, inOrderOfNames(members.get(name))]));
};

/**
 * JSON as it is compared: whole numbers of any size are texts, nothing is `undefined`, and members are in one order. A file has
 * tens of thousands of acts and events: nothing else reads these texts, so that they need not be those of RFC 8785.
 */
const plain = (value: unknown): unknown => inOrderOfNames(JSON.parse(JSON.stringify(value ?? null, bigAsText)));

const linesOf = (told: readonly Told[], run: Run): readonly Line[] => {
  const settle = settling(run);
  return inOrder(
    told.map(({ what, name, thing, outcome, why, before, after }) => ({
      what,
      name,
      thing: String(settle(thing)),
      outcome: outcome === undefined ? null : String(settle(outcome)),
      why: why === undefined ? null : String(settle(why)),
      before: settle(plain(before)),
      after: settle(plain(after)),
    })),
  );
};

/** Sealed twice, a text is another one each time: what it says is compared. */
const opened = (value: unknown): unknown => mapTexts(value, (text) => keyRing().unproved(text) ?? text);

/** Line by line: an act may be one of fifty thousand rows. */
const sha256Of = (lines: readonly Line[]): string => {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(`${JSON.stringify(opened(line))}\n`);
  return hash.digest('hex');
};

/** What an act has done, as the second person sees it and as it is compared. */
export const effectShown = (kind: string, told: readonly Told[], run: Run): HeldEffect => {
  const lines = linesOf(told, run);
  return {
    counts: countsOf(lines, ({ what, name }) => (what === 'act' ? nameOfHeld(kind) : nameOfEffect(name))),
    first: firstOf(lines, isSealed),
    sha256: sha256Of(lines),
  };
};
