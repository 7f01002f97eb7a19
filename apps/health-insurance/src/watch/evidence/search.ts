import type { Tx } from '../../kit';
import type { ParameterValues } from '../signals/signal';
import type { Run } from './evidence.store';

/** What a signal is computed with. */
export type Search = {
  readonly run: Run;
  readonly parameters: ParameterValues;
  /** Facilities with accepted claims in the month. */
  readonly facilityCodes: readonly string[];
  readonly indicationsVersion: number;
  /** One transaction: a month takes many, each of them short enough for the timeout of all transactions. */
  readonly step: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;
};
