// Claim number n of a seed: sound, odd, with one fault or two, or half of a pair.
import type { Earlier, Judgement, Person, PlainClaim } from '../model/claim.ts';
import { judge } from '../model/judge.ts';
import type { Fault } from './faults/fault.ts';
import { PAID_LESS } from './faults/paid-less.ts';
import { RETURNED } from './faults/returned.ts';
import { WRONG_LEVEL } from './faults/wrong-level.ts';
import { PAIRS } from './pairs.ts';
import { type Random, randomOf } from './random.ts';
import { registersOf } from './registers/registers.ts';
import { type Draft, finished } from './visits/draft.ts';
import { ODDITIES } from './visits/oddities.ts';
import { settle } from './visits/settle.ts';
import { makeVisit, type Place } from './visits/visit.ts';

export type Case = Place & {
  readonly story: string;
  /** Codes that were planted, for the check of the corpus: the key is what the model finds. */
  readonly planted: readonly string[];
  readonly claim: PlainClaim;
  readonly person: Person;
  readonly key: Judgement;
};

const SHARES = { pairs: 0.16, faults: 0.27, odd: 0.12, twoFaults: 0.25 };

const FAULTS = [...RETURNED, ...WRONG_LEVEL, ...PAID_LESS];
const BY_CODE = Map.groupBy(FAULTS, ({ code }) => code);
/** ROUTE has a fault for each reason of visit, so it comes more often. */
const CODES = [...BY_CODE.keys(), 'ROUTE', 'ROUTE', 'ROUTE'];
/** Faults that go with any visit. */
const FREE = FAULTS.filter(({ wishes, isAlone }) => wishes === undefined && isAlone !== true);

type Written = { readonly story: string; readonly planted: readonly string[]; readonly draft: Draft };

export const caseAt = (place: Place): Case => {
  const block = place.number >> 1;
  const random = randomOf(place.seed, 'plan', block);
  if (random.chance(SHARES.pairs)) return ofPair(place, random);
  const own = randomOf(place.seed, 'case', place.number);
  const written = own.chance(SHARES.faults)
    ? unsound(place, own)
    : own.chance(SHARES.odd)
      ? odd(place, own)
      : sound(place);
  return judged(place, written, []);
};

const judged = (place: Place, { story, planted, draft }: Written, earlier: readonly Earlier[]): Case => {
  const claim = finished(draft);
  const key = judge(claim, registersOf([draft.person]), earlier);
  return { ...place, story, planted, claim, person: draft.person, key };
};

const sound = (place: Place): Written => {
  const draft = makeVisit(place);
  settle(draft);
  return { story: 'sound', planted: [], draft };
};

const odd = (place: Place, random: Random): Written => {
  const { name, wishes, write } = random.pick(ODDITIES);
  const draft = makeVisit(place, wishes);
  write(draft);
  return { story: name, planted: [], draft };
};

/** What picks a row comes before what adds one, and totals are wrong after they were summed. */
const RANKS: Readonly<Record<string, number>> = { PRICE: -1, DOCTOR: -1, TOTALS: 1 };
const rank = ({ code }: Fault): number => RANKS[code] ?? 0;

const unsound = (place: Place, random: Random): Written => {
  const first = random.pick(BY_CODE.get(random.pick(CODES)) ?? []);
  const others = FREE.filter(({ code }) => code !== first.code);
  const chosen = random.chance(SHARES.twoFaults) ? [first, random.pick(others)] : [first];
  const faults = chosen.toSorted((a, b) => rank(a) - rank(b));
  const draft = makeVisit(place, first.wishes ?? {});
  // The hospital believes in the cards that it was shown.
  const believed = draft.person;
  for (const { before } of faults) before?.(draft);
  settle(draft, believed);
  for (const { after } of faults) after?.(draft);
  return {
    story: faults.map(({ code, name }) => `${code}: ${name}`).join('; '),
    planted: faults.map(({ code }) => code),
    draft,
  };
};

const ofPair = (place: Place, random: Random): Case => {
  const pair = random.pick(PAIRS);
  const even = place.number - (place.number % 2);
  const places: readonly [Place, Place] = [
    { seed: place.seed, number: even },
    { seed: place.seed, number: even + 1 },
  ];
  const [firstDraft, secondDraft] = pair.write(...places);
  const first = judged(places[0], { story: `${pair.name} (1)`, planted: pair.codes[0], draft: firstDraft }, []);
  if (place.number === even) return first;
  const earlier = [{ claim: first.claim, outcome: first.key.outcome }];
  return judged(places[1], { story: `${pair.name} (2)`, planted: pair.codes[1], draft: secondDraft }, earlier);
};
