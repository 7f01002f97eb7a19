import type { RawMessage } from './received';

/** Tells between two messages whether to go on: a rebalance or the way down ends a batch early. */
export type GoOn = () => boolean;
export type Progress = { readonly goOn: GoOn; readonly done: (message: RawMessage) => void };

/** Messages of one partition in their order. */
export type Batch = { readonly messages: readonly RawMessage[]; readonly progress: Progress };
