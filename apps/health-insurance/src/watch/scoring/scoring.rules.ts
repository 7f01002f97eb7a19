import type { WatchSignalCode } from '@ansinh/contracts/health-insurance/watch.api';
import { byText } from '@ansinh/contracts/vocabulary/orders';
import type { Hit, Measures, ParameterValues, Reason, SubjectKind } from '../signals/signal';

/** A finding held against the limit from which it is suspicious, both whole numbers of the same unit. */
export type Measured = {
  readonly signal: WatchSignalCode;
  readonly value: number;
  readonly limit: number;
  readonly found: Measures;
  readonly usual: Measures;
};

/** 50 at the limit, 100 at twice the limit and beyond; the value is at least the limit, and the limit above zero. */
export const strengthPercent = (value: number, limit: number): number =>
  Math.min(100, Math.floor((50 * value) / limit));

/** The reason with its points, or undefined while the value is below the limit. */
export const reasonOf = (
  { signal, value, limit, found, usual }: Measured,
  parameters: ParameterValues,
): Reason | undefined => {
  if (limit <= 0 || value < limit) return undefined;
  const weight = parameters.weight ?? 0;
  const strength = strengthPercent(value, limit);
  const points = Math.floor((weight * strength) / 100);
  return { signal, found, usual, weight, strengthPercent: strength, points };
};

/** The reason as a hit of its subject; nothing when there is none. */
export const hitOf = (kind: SubjectKind, id: string, reason: Reason | undefined): Hit[] =>
  reason === undefined ? [] : [{ kind, id, reason }];

/** What anybody can add up from the reasons that are shown. */
export const scoreOf = (reasons: readonly Pick<Reason, 'points'>[]): number =>
  Math.min(
    100,
    reasons.reduce((sum, { points }) => sum + points, 0),
  );

/** A subject with all its reasons, the gravest first. */
export type FoundCase = {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly score: number;
  readonly reasons: readonly Reason[];
};

const byPoints = (one: Reason, other: Reason): number => other.points - one.points || byText(one.signal, other.signal);

/** One case for each subject that a signal found. */
export const casesOf = (hits: readonly Hit[]): FoundCase[] => {
  const found = new Map<string, { kind: SubjectKind; id: string; reasons: Reason[] }>();
  for (const { kind, id, reason } of hits) {
    const key = `${kind}|${id}`;
    const subject = found.get(key) ?? { kind, id, reasons: [] };
    subject.reasons.push(reason);
    found.set(key, subject);
  }
  return [...found.values()].map(({ kind, id, reasons }) => ({
    kind,
    id,
    score: scoreOf(reasons),
    reasons: reasons.sort(byPoints),
  }));
};

/** Claims of a facility that could be judged by a signal, and those of them that it found. */
export type FacilityShare = { readonly facilityCode: string; readonly judged: number; readonly claims: number };

const permilleOf = (part: number, whole: number): number => Math.floor((1_000 * part) / Math.max(whole, 1));
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** The parameters of a signal that judges facilities by their share: claims in a thousand, once they are more than a few. */
export const FACILITY_PARAMETERS = [
  {
    name: 'facilityClaims',
    default: 5,
    min: 1,
    max: 10_000,
    text: 'Claims found in a month below which no facility is suspicious',
  },
  {
    name: 'facilityPermille',
    default: 50,
    min: 1,
    max: 1_000,
    text: 'Claims found in a thousand judged from which a facility is suspicious',
  },
] as const;

/** Facilities with a suspicious share; all that were judged make up the share of the region. */
export const facilityHits = (
  signal: WatchSignalCode,
  facilities: readonly FacilityShare[],
  parameters: ParameterValues,
): Hit[] => {
  const region = permilleOf(sum(facilities.map(({ claims }) => claims)), sum(facilities.map(({ judged }) => judged)));
  const limit = parameters.facilityPermille ?? 0;
  return facilities
    .filter(({ claims }) => claims >= (parameters.facilityClaims ?? 0))
    .flatMap(({ facilityCode, judged, claims }) => {
      const permille = permilleOf(claims, judged);
      const found = { claims, judged, permille };
      const usual = { permille: region, limitPermille: limit };
      return hitOf('facility', facilityCode, reasonOf({ signal, value: permille, limit, found, usual }, parameters));
    });
};
