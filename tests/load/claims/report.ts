import { cpus } from 'node:os';
import { type Percentiles, percentiles } from '../platform/percentiles.ts';
import type { Used } from '../platform/processes.ts';
import { cell, line } from '../platform/table.ts';
import type { Beside } from './beside.ts';
import type { Answers, Appraisal, Call } from './calls.ts';

export type Measured = { readonly calls: readonly Call[]; readonly used: readonly Used[] };

export type Report = {
  readonly plan: { readonly rate: number; readonly seconds: number };
  readonly measured: Measured;
  readonly answers: Answers;
  readonly beside: Beside;
};

const TARGETS = { answerP99Ms: 2_000, lookUpP99Ms: 100, memoryMb: 512, hugeMs: 1_500 };
const REASONS_SHOWN = 3;

export const answerOf = ({ received, appraised }: Answers, { submissionId = '' }: Call): Appraisal | undefined =>
  appraised.get(received.get(submissionId) ?? '');

/** From the time of a claim until its answer was published; without end when it never was. */
const toAnswer = (answers: Answers, claim: Call): number =>
  (answerOf(answers, claim)?.at ?? Number.POSITIVE_INFINITY) - claim.scheduled;

const spent = ({ scheduled, answered }: Call): number => answered - scheduled;

const timesOf = (calls: readonly Call[], taken: readonly Call[], answers: Answers) => {
  const usual = taken.filter(({ isHuge }) => !isHuge);
  const huge = taken.filter(({ isHuge }) => isHuge);
  const answered = (claims: readonly Call[]) => percentiles(claims.map((claim) => toAnswer(answers, claim)));
  return {
    'claim taken': percentiles(usual.map(spent)),
    'claim answered': answered(usual),
    'claim of 1.5 MB taken': percentiles(huge.map(spent)),
    'claim of 1.5 MB answered': answered(huge),
    'card look-up': percentiles(calls.filter(({ kind }) => kind === 'look-up').map(spent)),
  };
};

const outcomes = (taken: readonly Call[], answers: Answers): string => {
  const all = taken.map((claim) => answerOf(answers, claim));
  const count = (outcome: string) => all.filter((answer) => answer?.outcome === outcome).length;
  const rules = new Map<string, number>();
  for (const answer of all) for (const rule of answer?.rules ?? []) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  const told = [...rules].map(([rule, times]) => `${rule} ${times}`).join(', ');
  return `${count('accepted')} accepted, ${count('returned')} returned (${told || 'no finding'})`;
};

const printTimes = (rows: Readonly<Record<string, Percentiles>>): void => {
  console.log(`\n${line('milliseconds', 'count', 'p50', 'p95', 'p99', 'max')}`);
  for (const [name, { count, p50, p95, p99, max }] of Object.entries(rows))
    console.log(line(name, ...[count, p50, p95, p99, max].map((value) => cell(value))));
};

const printProcesses = (used: readonly Used[], claims: number): void => {
  console.log(`\n${line('process', 'MB', 'cpu s', 'ms/claim')}`);
  for (const { name, memoryMb, cpuMs } of used)
    console.log(line(name, cell(memoryMb), cell(cpuMs / 1_000, 1), cell(cpuMs / claims, 2)));
};

const printBeside = (beside: Beside): void => {
  console.log(`\nbeside it, for one file of ${(beside.bytes / 1_000).toFixed(0)} kB, in milliseconds`);
  console.log(line('saxes alone', cell(beside.saxes, 2)));
  console.log(line('our reader, all checks', cell(beside.reader, 2)));
  console.log(line('bare insert of the lines', cell(beside.insert, 2)));
  console.log(line('COPY of the lines', cell(beside.copy, 2)));
};

/** Prints what was measured. @returns true when the targets hold */
export const report = ({ plan, measured: { calls, used }, answers, beside }: Report): boolean => {
  const claims = calls.filter(({ kind }) => kind === 'claim');
  const taken = claims.filter(({ isTaken }) => isTaken);
  const rows = timesOf(calls, taken, answers);
  const first = Math.min(...taken.map(({ scheduled }) => scheduled));
  const last = Math.max(...taken.map((claim) => claim.scheduled + toAnswer(answers, claim)));
  const rate = taken.length / ((last - first) / 1_000);
  console.log(
    `\n${cpus().length} cores, ${plan.seconds} s, ${plan.rate} claims/s asked, ${rate.toFixed(1)} claims/s answered`,
  );
  console.log(`${claims.length - taken.length} of ${claims.length} claims refused, ${outcomes(taken, answers)}`);
  printTimes(rows);
  printProcesses(used, taken.length);
  printBeside(beside);
  for (const { status, reason } of calls.filter(({ isTaken }) => !isTaken).slice(0, REASONS_SHOWN))
    console.log(status, reason);
  const isWithin =
    taken.length === claims.length &&
    rows['claim answered'].p99 < TARGETS.answerP99Ms &&
    !(rows['claim of 1.5 MB taken'].max >= TARGETS.hugeMs) &&
    rows['card look-up'].p99 < TARGETS.lookUpP99Ms &&
    used.every(({ name, memoryMb }) => !name.includes('insurance') || memoryMb < TARGETS.memoryMb);
  console.log(isWithin ? '\nThe targets hold at this rate.' : '\nThe targets do not hold at this rate.');
  return isWithin;
};
