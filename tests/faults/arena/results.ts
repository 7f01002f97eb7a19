import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readLocalConfig } from '@ansinh/local';
import type { Finding, Rule } from '@ansinh/testkit';
import type { Fault, Measured } from './fault';

export type Result = {
  readonly fault: string;
  readonly seed: number;
  readonly runs: number;
  readonly operations: number;
  readonly lost: number;
  readonly doubled: number;
  readonly inverted: number;
  readonly others: number;
  readonly recoverySeconds?: number;
  readonly seconds: number;
  readonly note?: string;
};

const LOST: readonly Rule[] = ['lost', 'gap', 'unpublished', 'unprocessed', 'left-in-outbox'];

export const resultOf = (
  { id }: Fault,
  seed: number,
  {
    measured,
    findings,
    seconds,
  }: { readonly measured: Measured; readonly findings: readonly Finding[]; readonly seconds: number },
): Result => {
  const count = (...rules: readonly Rule[]) => findings.filter(({ rule }) => rules.includes(rule)).length;
  const [lost, doubled, inverted] = [count(...LOST), count('doubled'), count('inverted')];
  const { runs, operations, recoverySeconds, note } = measured;
  return {
    fault: id,
    seed,
    runs,
    operations,
    lost,
    doubled,
    inverted,
    others: findings.length - lost - doubled - inverted,
    ...(recoverySeconds === undefined ? {} : { recoverySeconds: Number(recoverySeconds.toFixed(2)) }),
    seconds: Number(seconds.toFixed(1)),
    ...(note === undefined ? {} : { note }),
  };
};

const DIRECTORY = join(readLocalConfig({}).rootDirectory, '.local', 'faults');

/** Where the logs of all processes go when a fault is not passed. */
export const logsOf = (faultId: string, seed: number): string => join(DIRECTORY, `${seed}-${faultId}-logs`);

/** One line for each fault of a run: `.local/faults/<seed>.jsonl`, which `npm run faults` makes its table of. */
export const keepResult = (result: Result): void => {
  mkdirSync(DIRECTORY, { recursive: true });
  appendFileSync(join(DIRECTORY, `${result.seed}.jsonl`), `${JSON.stringify(result)}\n`);
};
