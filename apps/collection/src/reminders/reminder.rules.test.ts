import type { KnownArrearsStage } from '@ansinh/contracts/collection/kinds';
import { addDays, type LocalDate, localDate, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { vnd } from '@ansinh/contracts/vocabulary/money';
import { FIRST_LAW } from '@ansinh/law';
import fc from 'fast-check';
import { reportOf, stageOn as stageByLaw, type Told } from './reminder.rules';

const DUE = localDate('2026-11-30');
const stageOn = (day: LocalDate, dueDate: LocalDate, before: readonly Told[]) =>
  stageByLaw(day, { dueDate, told: before }, FIRST_LAW);
const on = (days: number) => addDays(DUE, days);
const told = (stage: KnownArrearsStage, days: number): Told => ({ stage, toldOn: on(days) });

describe('the stage of arrears', () => {
  it.each([
    [2, [], undefined],
    [3, [], 'late'],
    [30, [], 'late'],
    [31, [told('late', 3)], 'urged'],
    [60, [told('late', 3), told('urged', 31)], undefined],
    [61, [told('late', 3), told('urged', 31)], 'evasion'],
  ] as const)('after %i days is told when it is reached', (days, before, stage) =>
    expect(stageOn(on(days), DUE, before)).toBe(stage),
  );

  it('is the gravest that is reached: of one that was missed nothing milder is told any more', () => {
    expect(stageOn(on(40), DUE, [])).toBe('urged');
    expect(stageOn(on(41), DUE, [told('urged', 40)])).toBeUndefined();
  });

  it('is evasion only when the employer was urged on an earlier day', () => {
    expect(stageOn(on(90), DUE, [])).toBe('urged');
    expect(stageOn(on(90), DUE, [told('urged', 90)])).toBeUndefined();
    expect(stageOn(on(91), DUE, [told('urged', 90)])).toBe('evasion');
  });

  it('only gets graver and is told once, whichever mornings the job runs', () => {
    const mornings = fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { maxLength: 60 });
    const order: readonly string[] = ['late', 'urged', 'evasion'];
    fc.assert(
      fc.property(mornings, (days) => {
        const stages: Told[] = [];
        for (const day of [...days].sort((one, other) => one - other)) {
          const stage = stageOn(on(day), DUE, stages);
          if (stage !== undefined) stages.push({ stage, toldOn: on(day) });
        }
        const places = stages.map(({ stage }) => order.indexOf(stage));
        expect(places).toEqual([...new Set(places)].sort());
      }),
    );
  });
});

describe('what is told of arrears', () => {
  const statement = {
    statementId: '019a2b3c-4d5e-7f60-8a9b-000000000601',
    employerId: '019a2b3c-4d5e-7f60-8a9b-000000000201',
    unitCode: '6000000001DNA03',
    month: yearMonth('2026-10'),
    dueDate: DUE,
    workers: 1,
    reference: 'BH6000000001DNA03202610',
    interestChargedVnd: vnd(0n),
    interestPaidVnd: vnd(0n),
    funds: [
      { fund: 'retirement', employeeVnd: vnd(800_000n), employerVnd: vnd(1_400_000n), paidVnd: vnd(200_000n) },
    ] as const,
  };

  it('is what is open with its interest of the day, to the employer, and to the agency when it may be evasion', () => {
    expect(reportOf(statement, 'urged', { day: on(31), agencyCode: '66', law: FIRST_LAW })).toMatchObject({
      owner: { kind: 'employer', id: '6000000001DNA03' },
      outstandingVnd: '2000000',
      interestVnd: '18600',
      asOf: '2026-12-31',
      daysLate: 31,
      evasionOn: '2027-01-30',
    });
    expect(reportOf(statement, 'evasion', { day: on(61), agencyCode: '66', law: FIRST_LAW }).owner).toEqual({
      kind: 'agency',
      id: '66',
    });
  });
});
