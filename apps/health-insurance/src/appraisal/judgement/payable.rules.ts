import { greatest, type Hundredths, hundredths, least, minus, plus } from '@ansinh/contracts/vocabulary/money';
import type { LineAnswer } from '../../claim/claim.rules';
import type { ClaimLine, ParsedClaim } from '../../claim/parsed-claim';
import { inScopeAmountOf, splitOf } from '../rules/money/line-amounts';
import type { Effect, RuleFinding } from '../rules/rule';

type Judged = Pick<RuleFinding, 'table' | 'row' | 'severity' | 'effect'>;

const NOTHING = hundredths(0n);

const placeOf = ({ table, row }: Pick<Judged, 'table' | 'row'>): string => `${table}/${row}`;

const TERMS = ['quantityThousandths', 'insurancePriceThousandths', 'serviceRatio', 'insuranceRatio'] as const;

type EffectKind = Effect['kind'];

/** Takes a list only when no kind is missing in it. */
const everyKind = <const Kinds extends readonly EffectKind[]>(
  kinds: Kinds & ([Exclude<EffectKind, Kinds[number]>] extends [never] ? unknown : never),
): Kinds => kinds;

/** The order is money: a level is put right first, and then the ratio is taken of the right one. */
const WEIGHED_IN_ORDER = everyKind(['terms', 'in-scope', 'level', 'ratio']);

type EffectOf<Kind extends EffectKind> = Extract<Effect, { readonly kind: Kind }>;

/** What is left of a line while its effects are weighed: its level, and what of it is in scope. */
type Left = { readonly level: bigint; readonly inScopeAmount: Hundredths };

/** Several findings may lower several terms of one line: they are computed together, not one after the other. */
const inScopeUnder = (line: ClaimLine, lowered: readonly EffectOf<'terms'>[]): Hundredths => {
  const terms: Record<(typeof TERMS)[number], bigint> = { ...line };
  for (const effect of lowered) for (const term of TERMS) terms[term] = least(terms[term], effect[term] ?? terms[term]);
  return least(line.inScopeAmount, inScopeAmountOf({ ...line, ...terms }));
};

type Weighing<Kind extends EffectKind> = (left: Left, effects: readonly EffectOf<Kind>[], line: ClaimLine) => Left;

/** What the effects of each kind do to a line that has any. */
const WEIGHINGS: { readonly [Kind in EffectKind]: Weighing<Kind> } = {
  terms: (left, effects, line) => ({ ...left, inScopeAmount: inScopeUnder(line, effects) }),
  'in-scope': (left, effects) => ({
    ...left,
    inScopeAmount: effects.reduce((lowest, { amount }) => least(lowest, amount), left.inScopeAmount),
  }),
  level: (left, effects) => ({ ...left, level: effects.at(-1)?.level ?? left.level }),
  ratio: (left, effects) => ({
    ...left,
    level: effects.reduce(
      (level, { percent, claimedPercent }) => (claimedPercent === 0n ? 0n : (level * percent) / claimedPercent),
      left.level,
    ),
  }),
};

const weighed = <Kind extends EffectKind>(
  kind: Kind,
  left: Left,
  { line, effects }: { readonly line: ClaimLine; readonly effects: readonly Effect[] },
): Left => {
  const ofKind = effects.filter((effect): effect is EffectOf<Kind> => effect.kind === kind);
  return ofKind.length === 0 ? left : WEIGHINGS[kind](left, ofKind, line);
};

/** What is left of a line; nothing of it is ever raised above the claim. */
const lineUnder = (line: ClaimLine, effects: readonly Effect[]): Hundredths => {
  if (effects.length === 0) return line.fundAmount;
  let left: Left = { level: line.level, inScopeAmount: line.inScopeAmount };
  for (const kind of WEIGHED_IN_ORDER) left = weighed(kind, left, { line, effects });
  const { level, inScopeAmount } = left;
  // What is refused leaves the bill: other sources do not pay it instead of the fund's part.
  const hospitalAmount = minus(line.hospitalAmount, minus(line.inScopeAmount, inScopeAmount));
  const { otherAmount } = line;
  return least(line.fundAmount, splitOf({ hospitalAmount, inScopeAmount, otherAmount }, level).fundAmount);
};

export type Payable = {
  readonly fundPays: Hundredths;
  readonly isRefused: (line: ClaimLine) => boolean;
  /** Lines of which the fund pays something else than what was claimed. */
  readonly changed: readonly LineAnswer[];
};

/** What the findings say of each line: those of the whole claim hold for every one. */
const weigh = (findings: readonly Judged[]) => {
  const refused = new Set<string>();
  const effects = new Map<string, Effect[]>();
  const ofClaim: Effect[] = [];
  let isWhole = false;
  for (const finding of findings) {
    const isLine = finding.table === 'XML2' || finding.table === 'XML3';
    if (finding.severity === 'refuse') {
      if (isLine) refused.add(placeOf(finding));
      else isWhole = true;
    }
    if (finding.effect === undefined) continue;
    if (!isLine) ofClaim.push(finding.effect);
    else effects.set(placeOf(finding), [...(effects.get(placeOf(finding)) ?? []), finding.effect]);
  }
  return {
    isRefused: (line: ClaimLine): boolean => isWhole || refused.has(placeOf(line)),
    effectsOf: (line: ClaimLine): Effect[] => [...(effects.get(placeOf(line)) ?? []), ...ofClaim],
  };
};

/**
 * What the fund pays of an accepted claim: its lines after refusals and adjustments, never below zero, never more than
 * was claimed, and never above T_BHTT of the summary.
 */
export const payableOf = (claim: ParsedClaim, findings: readonly Judged[]): Payable => {
  const { isRefused, effectsOf } = weigh(findings);
  const changed: LineAnswer[] = [];
  let sum = NOTHING;
  for (const line of claim.lines) {
    const refused = isRefused(line);
    const fundPays = refused ? NOTHING : greatest(lineUnder(line, effectsOf(line)), NOTHING);
    const { table, row } = line;
    if (refused || fundPays !== line.fundAmount) changed.push({ table, row, fundPays, refused });
    sum = plus(sum, fundPays);
  }
  return { fundPays: least(claim.totals.T_BHTT, sum), isRefused, changed };
};
