import { yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { vnd } from '@ansinh/contracts/vocabulary/money';
import { FIRST_LAW } from '@ansinh/law';
import fc from 'fast-check';
import { type AssessedLine, addTotals, lineChanges, sumOfFunds, totalsByFund } from './assessment.rules';
import { monthlyRule } from './contribution.rules';

const rule = monthlyRule(yearMonth('2026-10'), 'III', FIRST_LAW);
const key = (line: AssessedLine) => `${line.participationId} ${line.fund}`;

/** What the table holds after the changes were appended: sums of amounts, the newest base. */
const stored = (before: readonly AssessedLine[], changes: readonly AssessedLine[]): AssessedLine[] => {
  const lines = new Map(before.map((line) => [key(line), line]));
  for (const change of changes) {
    const old = lines.get(key(change));
    lines.set(key(change), {
      ...change,
      employeeVnd: vnd(change.employeeVnd + (old?.employeeVnd ?? 0n)),
      employerVnd: vnd(change.employerVnd + (old?.employerVnd ?? 0n)),
    });
  }
  return [...lines.values()];
};

const workers = fc.uniqueArray(
  fc.record({
    participationId: fc.constantFrom('a', 'b', 'c', 'd'),
    wageVnd: fc.bigInt({ min: 1n, max: 120_000_000n }).map(vnd),
  }),
  { selector: (worker) => worker.participationId },
);

describe('a second assessment of a month', () => {
  it('adds nothing when nothing changed', () => {
    const first = lineChanges([{ participationId: 'a', wageVnd: vnd(10_000_000n) }], rule, []);
    expect(first).toHaveLength(5);
    expect(lineChanges([{ participationId: 'a', wageVnd: vnd(10_000_000n) }], rule, first)).toEqual([]);
  });

  it('adds the difference of a raised wage and takes a departed worker back', () => {
    const first = lineChanges([{ participationId: 'a', wageVnd: vnd(10_000_000n) }], rule, []);
    const raised = lineChanges([{ participationId: 'a', wageVnd: vnd(11_000_000n) }], rule, first);
    expect(sumOfFunds(totalsByFund(raised))).toBe(320_000n);
    expect(sumOfFunds(totalsByFund(lineChanges([], rule, stored(first, raised))))).toBe(-3_520_000n);
  });

  it('ends, over any history of declarations, with what the last one owes', () => {
    fc.assert(
      fc.property(fc.array(workers, { minLength: 1, maxLength: 6 }), (history) => {
        let lines: AssessedLine[] = [];
        let totals = totalsByFund([]);
        for (const insured of history) {
          const changes = lineChanges(insured, rule, lines);
          lines = stored(lines, changes);
          totals = addTotals(totals, totalsByFund(changes));
        }
        const expected = totalsByFund(lineChanges(history.at(-1) ?? [], rule, []));
        expect(totals).toEqual(expected);
        expect(lineChanges(history.at(-1) ?? [], rule, lines)).toEqual([]);
      }),
    );
  });
});
