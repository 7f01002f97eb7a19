import type { Hundredths } from '@ansinh/contracts/vocabulary/money';
import type { LineAnswer } from '../../claim/claim.rules';
import type { ClaimLine, ParsedClaim } from '../../claim/parsed-claim';
import { inScopeAmountOf, smaller, splitOf } from '../rules/money/line-amounts';
import type { Effect, RuleFinding } from '../rules/rule';

type Judged = Pick<RuleFinding, 'table' | 'row' | 'severity' | 'effect'>;

const placeOf = ({ table, row }: Pick<Judged, 'table' | 'row'>): string => `${table}/${row}`;

const TERMS = ['quantityThousandths', 'insurancePriceThousandths', 'serviceRatio', 'insuranceRatio'] as const;

/** Several findings may lower several terms of one line: they are computed together, not one after the other. */
const inScopeUnder = (line: ClaimLine, effects: readonly Effect[]): Hundredths => {
  const terms: Record<(typeof TERMS)[number], bigint> = { ...line };
  let isLowered = false;
  for (const effect of effects) {
    if (effect.kind !== 'terms') continue;
    isLowered = true;
    for (const term of TERMS) terms[term] = smaller(terms[term], effect[term] ?? terms[term]);
  }
  return isLowered ? smaller(line.inScopeAmount, inScopeAmountOf({ ...line, ...terms })) : line.inScopeAmount;
};

/** What is left of a line: its level, and what of it is in scope; nothing of either is ever raised above the claim. */
const lineUnder = (line: ClaimLine, effects: readonly Effect[]): Hundredths => {
  if (effects.length === 0) return line.fundAmount;
  let { level } = line;
  let inScopeAmount = inScopeUnder(line, effects);
  for (const effect of effects) {
    if (effect.kind === 'level') level = effect.level;
    else if (effect.kind === 'in-scope') inScopeAmount = smaller(inScopeAmount, effect.amount);
  }
  for (const effect of effects)
    if (effect.kind === 'ratio')
      level = effect.claimedPercent === 0n ? 0n : (level * effect.percent) / effect.claimedPercent;
  // What is refused leaves the bill: other sources do not pay it instead of the fund's part.
  const hospitalAmount = line.hospitalAmount - (line.inScopeAmount - inScopeAmount);
  const { otherAmount } = line;
  return smaller(line.fundAmount, splitOf({ hospitalAmount, inScopeAmount, otherAmount }, level).fundAmount);
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
  let sum = 0n;
  for (const line of claim.lines) {
    const refused = isRefused(line);
    const pays = refused ? 0n : lineUnder(line, effectsOf(line));
    const fundPays = pays > 0n ? pays : 0n;
    const { table, row } = line;
    if (refused || fundPays !== line.fundAmount) changed.push({ table, row, fundPays, refused });
    sum += fundPays;
  }
  return { fundPays: smaller(claim.totals.T_BHTT, sum), isRefused, changed };
};
