import { hitOf, reasonOf } from '../../scoring/scoring.rules';
import { type Hit, type ParameterValues, type Signal, weightParameter } from '../signal';

/** A visit that is no stay shows where a person was only when it is short: treatment by appointments lasts for weeks. */
export const SHORT_VISIT_HOURS = 24;

/** What was found of one person. */
export type Overlaps = {
  readonly participantId: string;
  /** Pairs of visits. */
  readonly overlaps: number;
  readonly longestMinutes: number;
};

export const SAME_TIME: Signal = {
  code: 'SAME_TIME',
  text: 'A person at two facilities at once, or in two beds of one facility',
  textVi: 'Một người cùng lúc ở hai cơ sở KCB, hoặc hai đợt điều trị nội trú trùng nhau tại một cơ sở',
  source: 'TT 12/2026/TT-BTC Art 10 (interval between visits); tolerance and weight of the agency',
  parameters: [
    weightParameter(60),
    { name: 'minutes', default: 30, min: 1, max: 1_440, text: 'Minutes in common from which two visits overlap' },
  ],
  say: (_kind, { found }) => ({
    text: `${found.overlaps} overlap(s) of visits, the longest ${found.longestMinutes} minutes; usual is none`,
    textVi: `${found.overlaps} lần khám, điều trị trùng thời gian, dài nhất ${found.longestMinutes} phút; bình thường không có`,
  }),
};

/** One overlap is suspicious, two weigh in full. */
export const sameTimeHits = (persons: readonly Overlaps[], parameters: ParameterValues): Hit[] =>
  persons.flatMap(({ participantId, overlaps, longestMinutes }) =>
    hitOf(
      'person',
      participantId,
      reasonOf(
        {
          signal: SAME_TIME.code,
          value: overlaps,
          limit: 1,
          found: { overlaps, longestMinutes },
          usual: { overlaps: 0, minutes: parameters.minutes ?? 0 },
        },
        parameters,
      ),
    ),
  );
