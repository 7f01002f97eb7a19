import type { WatchReason, WatchSignalCode, WatchSubjectKind } from '@ansinh/contracts/health-insurance/watch.api';
import type { ParameterValues, RuleParameter } from '../../appraisal/rules/rule';

export type SubjectKind = WatchSubjectKind;
export type { ParameterValues };

/** What a reason measured, by name: counts as numbers, amounts and days as text. */
export type Measures = WatchReason['found'];

/** Why a subject is suspicious, in numbers; its texts are made from them when it is read. */
export type Reason = Omit<WatchReason, 'text' | 'textVi'>;

/** One reason of one subject. */
export type Hit = { readonly kind: SubjectKind; readonly id: string; readonly reason: Reason };

/** One signal of the watch: what it looks for, what can be set, and how its reasons are said. */
export type Signal = {
  readonly code: WatchSignalCode;
  readonly text: string;
  readonly textVi: string;
  readonly source: string;
  readonly parameters: readonly RuleParameter[];
  readonly say: (kind: SubjectKind, reason: Reason) => { readonly text: string; readonly textVi: string };
};

/** The parameter that every signal has: what it adds to a score at most. */
export const weightParameter = (points: number): RuleParameter => ({
  name: 'weight',
  default: points,
  min: 0,
  max: 100,
  text: 'Points that the signal adds at most; half of them at its limit, all of them at twice the limit',
});
