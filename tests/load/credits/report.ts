import { cpus } from 'node:os';
import type { Percentiles } from '../platform/percentiles.ts';
import type { Used } from '../platform/processes.ts';
import { cell, line } from '../platform/table.ts';
import type { Errors } from './credit.ts';
import type { Yardstick } from './pgbench.ts';

export type DoorRound = {
  readonly count: number;
  readonly perSecond: number;
  readonly times: Percentiles;
  readonly errors: Errors;
  readonly used: readonly Used[];
};

export type Round = {
  readonly connections: number;
  readonly door: DoorRound;
  /** Undefined where pgbench is not installed. */
  readonly yardstick: Yardstick | undefined;
};

export type Report = {
  readonly seconds: number;
  readonly rounds: readonly Round[];
  readonly differences: readonly string[];
};

const errorsOf = ({ errors }: DoorRound): number => [...errors.values()].reduce((sum, times) => sum + times, 0);

const printRates = (rounds: readonly Round[]): void => {
  console.log(`\n${line('connections', 'a second', 'p50 ms', 'p99 ms', 'errors', 'share')}`);
  for (const { connections, door, yardstick } of rounds) {
    const { perSecond, times } = door;
    const share = yardstick === undefined ? '-' : `${((100 * perSecond) / yardstick.perSecond).toFixed(1)} %`;
    console.log(
      line(
        `${connections}, the door`,
        cell(perSecond),
        cell(times.p50, 2),
        cell(times.p99, 2),
        cell(errorsOf(door)),
        share,
      ),
    );
    if (yardstick === undefined) continue;
    const { perSecond: bare, times: bareTimes, failed } = yardstick;
    console.log(
      line(`${connections}, pgbench`, cell(bare), cell(bareTimes.p50, 2), cell(bareTimes.p99, 2), cell(failed)),
    );
  }
};

/** Milliseconds of processor time that a credit cost, process by process, and all of them together. */
const printProcesses = (rounds: readonly Round[]): void => {
  console.log(`\n${line('cpu ms/credit', ...rounds.map(({ connections }) => String(connections)))}`);
  const costOf = ({ door }: Round, isWanted: (used: Used) => boolean) =>
    door.used.filter(isWanted).reduce((sum, { cpuMs }) => sum + cpuMs, 0) / door.count;
  const names = rounds[0]?.door.used.map(({ name }) => name) ?? [];
  for (const name of names)
    console.log(
      line(
        name,
        ...rounds.map((round) =>
          cell(
            costOf(round, (used) => used.name === name),
            2,
          ),
        ),
      ),
    );
  console.log(
    line(
      'all',
      ...rounds.map((round) =>
        cell(
          costOf(round, () => true),
          2,
        ),
      ),
    ),
  );
};

/** Prints what was measured. @returns true when nothing failed and the books are right */
export const report = ({ seconds, rounds, differences }: Report): boolean => {
  console.log(`\n${cpus().length} cores, ${seconds} s each`);
  printRates(rounds);
  printProcesses(rounds);
  for (const { connections, door } of rounds)
    for (const [name, times] of door.errors) console.log(`${connections} connections: ${times} times ${name}`);
  const told =
    differences.length === 0 ? 'Nothing was lost or doubled, and the ledger balances.' : differences.join('\n');
  console.log(`\n${told}`);
  return differences.length === 0 && rounds.every(({ door }) => errorsOf(door) === 0);
};
