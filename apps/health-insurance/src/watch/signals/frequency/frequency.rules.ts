import { hitOf, reasonOf } from '../../scoring/scoring.rules';
import { type Hit, type ParameterValues, type Signal, weightParameter } from '../signal';

/** Visits of the month by persons who had any. */
export type VisitSpread = { readonly persons: number; readonly median: number; readonly deviation: number };
export type OftenThere = { readonly participantId: string; readonly visits: number };

export const FREQUENCY: Signal = {
  code: 'FREQUENCY',
  text: 'Far more visits in the month than other persons with visits',
  textVi: 'Số lượt khám trong tháng cao bất thường so với những người có đi khám',
  source: 'TT 12/2026/TT-BTC Art 10 (interval between visits); limit by median and median deviation, of the agency',
  parameters: [
    weightParameter(40),
    { name: 'minVisits', default: 8, min: 2, max: 100, text: 'Visits of a month below which nobody is suspicious' },
    {
      name: 'deviations',
      default: 6,
      min: 1,
      max: 100,
      text: 'Median deviations (at least one visit each) above the median from which a number of visits is suspicious',
    },
  ],
  say: (_kind, { found, usual }) => ({
    text: `${found.visits} visits in the month; the median of persons with visits is ${usual.median}, the limit ${usual.limit}`,
    textVi: `${found.visits} lượt khám trong tháng; trung vị của người có đi khám là ${usual.median}, ngưỡng ${usual.limit}`,
  }),
};

/**
 * Visits from which a person is suspicious. Most persons have one visit, so that the deviation is often zero: it counts
 * as one visit at least.
 */
export const visitLimit = ({ median, deviation }: VisitSpread, parameters: ParameterValues): number =>
  Math.max(parameters.minVisits ?? 0, median + (parameters.deviations ?? 0) * Math.max(deviation, 1));

export const frequencyHits = (
  persons: readonly OftenThere[],
  spread: VisitSpread,
  parameters: ParameterValues,
): Hit[] => {
  const limit = visitLimit(spread, parameters);
  const { median, deviation } = spread;
  return persons.flatMap(({ participantId, visits }) =>
    hitOf(
      'person',
      participantId,
      reasonOf(
        { signal: FREQUENCY.code, value: visits, limit, found: { visits }, usual: { median, deviation, limit } },
        parameters,
      ),
    ),
  );
};
