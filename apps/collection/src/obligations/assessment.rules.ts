import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { FundName, type WageZone } from '@ansinh/contracts/vocabulary/funds';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import { minus, plus, sumOf, type Vnd, vnd } from '@ansinh/contracts/vocabulary/money';
import type { FundTotal } from '../statements/statement.rules';
import { type ContributionLine, type MonthlyRule, monthlyRule } from './contribution.rules';

export type InsuredWorker = { readonly participationId: string; readonly wageVnd: Vnd };

/** A line as the sum of all versions stored so far. */
export type AssessedLine = ContributionLine & { readonly participationId: string };

/** A difference to what was assessed before; the base is the one that holds now. */
export type LineChange = AssessedLine;

const keyOf = (line: { participationId: string; fund: FundName }): string => `${line.participationId} ${line.fund}`;

/** The rules of a month for the four zones, each looked up once for the whole run. */
export const rulesOfMonth = (month: YearMonth, law: Law): ((zone: WageZone) => MonthlyRule) => {
  const known = new Map<WageZone, MonthlyRule>();
  return (zone) => {
    const rule = known.get(zone) ?? monthlyRule(month, zone, law);
    known.set(zone, rule);
    return rule;
  };
};

/**
 * What has to be added to the lines assessed before, so that their sum is what the workers insured now owe. Nothing
 * when nothing changed: an assessment may run any number of times.
 */
export const lineChanges = (
  workers: readonly InsuredWorker[],
  rule: MonthlyRule,
  assessed: readonly AssessedLine[],
): LineChange[] => {
  const before = new Map(assessed.map((line) => [keyOf(line), line]));
  const changes: LineChange[] = [];
  for (const worker of workers) {
    for (const due of rule(worker.wageVnd)) {
      const line = { ...due, participationId: worker.participationId };
      const old = before.get(keyOf(line));
      before.delete(keyOf(line));
      if (old === undefined) changes.push(line);
      else if (
        old.baseVnd !== line.baseVnd ||
        old.employeeVnd !== line.employeeVnd ||
        old.employerVnd !== line.employerVnd
      )
        changes.push(difference(line, old));
    }
  }
  // Who was assessed before and is no longer insured owes nothing.
  const nothing = { baseVnd: vnd(0n), employeeVnd: vnd(0n), employerVnd: vnd(0n) };
  for (const old of before.values()) if (old.baseVnd !== 0n) changes.push(difference({ ...old, ...nothing }, old));
  return changes;
};

const difference = (line: AssessedLine, old: AssessedLine): LineChange => ({
  ...line,
  employeeVnd: minus(line.employeeVnd, old.employeeVnd),
  employerVnd: minus(line.employerVnd, old.employerVnd),
});

/** Sums lines by fund, in the order of the funds; every fund is present. */
export const totalsByFund = (lines: readonly ContributionLine[]): FundTotal[] =>
  FundName.options.map((fund) => {
    const own = lines.filter((line) => line.fund === fund);
    return {
      fund,
      employeeVnd: sumOf(own.map((line) => line.employeeVnd)),
      employerVnd: sumOf(own.map((line) => line.employerVnd)),
    };
  });

export const addTotals = (left: readonly FundTotal[], right: readonly FundTotal[]): FundTotal[] =>
  left.map((total) => {
    const more = right.find(({ fund }) => fund === total.fund);
    return {
      fund: total.fund,
      employeeVnd: plus(total.employeeVnd, more?.employeeVnd ?? vnd(0n)),
      employerVnd: plus(total.employerVnd, more?.employerVnd ?? vnd(0n)),
    };
  });

export const sumOfFunds = (totals: readonly FundTotal[]): Vnd =>
  sumOf(totals.flatMap(({ employeeVnd, employerVnd }) => [employeeVnd, employerVnd]));
