import { greatest, type Hundredths, hundredths, hundredthsText, plus } from '@ansinh/contracts/vocabulary/money';
import { FACILITY_PARAMETERS, hitOf, reasonOf } from '../../scoring/scoring.rules';
import { type Hit, type ParameterValues, type Signal, weightParameter } from '../signal';

/** Median and median deviation (MAD): half of a group lies within one deviation of the median. */
type Middle = { readonly median: Hundredths; readonly deviation: Hundredths };

/** Claims that are held against one another: main disease by its first three characters, kind of care, facility level. */
export type PeerGroup = Middle & {
  readonly disease: string;
  readonly careType: string;
  readonly level: string;
  readonly claims: number;
};

/** The dearest outlying claim of a person, held against its group. */
export type DearPerson = {
  readonly participantId: string;
  readonly claims: number;
  readonly amount: Hundredths;
  readonly median: Hundredths;
  readonly limit: Hundredths;
};

export const COST: Signal = {
  code: 'COST',
  text: 'Claims that cost far more than others with the same main disease, kind of care and facility level',
  textVi: 'Chi phí cao bất thường so với hồ sơ cùng bệnh chính, loại hình KCB và cấp chuyên môn kỹ thuật',
  source: 'TT 12/2026/TT-BTC Art 10 (reasonableness); limit by median and median deviation, of the agency',
  parameters: [
    weightParameter(40),
    { name: 'groupClaims', default: 30, min: 5, max: 10_000, text: 'Claims below which a group says nothing' },
    {
      name: 'deviations',
      default: 10,
      min: 1,
      max: 100,
      text: 'Median deviations above the median beyond which a claim is an outlier',
    },
    { name: 'times', default: 3, min: 1, max: 100, text: 'An outlier costs more than so many times the median' },
    ...FACILITY_PARAMETERS,
  ],
  say: (kind, { found, usual }) =>
    kind === 'facility'
      ? {
          text: `${found.claims} of ${found.judged} claims (${found.permille} in a thousand) cost far more than their peers; in the region ${usual.permille}, the limit is ${usual.limitPermille}`,
          textVi: `${found.claims}/${found.judged} hồ sơ (${found.permille} ‰) có chi phí cao bất thường; toàn vùng ${usual.permille} ‰, ngưỡng ${usual.limitPermille} ‰`,
        }
      : {
          text: `${found.claims} claim(s) cost far more than their peers, the dearest ${found.amount} dong; the median of its group is ${usual.median}, the limit ${usual.limit}`,
          textVi: `${found.claims} hồ sơ có chi phí cao bất thường, cao nhất ${found.amount} đồng; trung vị của nhóm ${usual.median}, ngưỡng ${usual.limit}`,
        },
};

/** A claim of the group that costs more is an outlier. */
export const costLimit = ({ median, deviation }: Middle, parameters: ParameterValues): Hundredths => {
  const byDeviation = plus(median, hundredths(BigInt(parameters.deviations ?? 0) * deviation));
  const byTimes = hundredths(BigInt(parameters.times ?? 0) * median);
  return greatest(byDeviation, byTimes);
};

// Percent of the limit, which is above zero: exact enough for a strength, and small enough for a number.
const percentOf = (amount: Hundredths, limit: Hundredths): number => Number((amount * 100n) / limit);

export const dearPersonHits = (persons: readonly DearPerson[], parameters: ParameterValues): Hit[] =>
  persons.flatMap(({ participantId, claims, amount, median, limit }) =>
    hitOf(
      'person',
      participantId,
      reasonOf(
        {
          signal: COST.code,
          value: percentOf(amount, limit),
          limit: 100,
          found: { claims, amount: hundredthsText(amount) },
          usual: { median: hundredthsText(median), limit: hundredthsText(limit) },
        },
        parameters,
      ),
    ),
  );
