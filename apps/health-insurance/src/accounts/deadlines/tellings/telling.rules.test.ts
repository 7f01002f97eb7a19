import { calendarOf } from '@ansinh/calendar';
import { DEADLINE_STEPS, type KnownDeadlineStep } from '@ansinh/contracts/health-insurance/deadlines';
import { addDays, type LocalDate, localDate, monthOf } from '@ansinh/contracts/vocabulary/calendar';
import { FIRST_LAW } from '@ansinh/law';
import fc from 'fast-check';
import type { Waiting } from '../deadline.rules';
import { STEPS } from '../step.rules';
import { fellDue, type LastWord, numbered, type Telling, tellingsOn, workKey, workName } from './telling.rules';

const BASIS = { calendar: calendarOf([]), law: FIRST_LAW };
const day = (text: string): LocalDate => localDate(text);
const STEP_NAMES = Object.keys(DEADLINE_STEPS).filter((name): name is KnownDeadlineStep => name in STEPS);

describe('what is told', () => {
  const anyWaiting: fc.Arbitrary<Waiting> = fc.record({
    facilityCode: fc.constantFrom('66001', '66002'),
    step: fc.constantFrom(...STEP_NAMES),
    count: fc.integer({ min: 1, max: 9 }),
    since: fc
      .integer({ min: 0, max: 60 })
      .map((offset) => addDays(day('2026-10-01'), offset))
      .map((since) => ({ day: since, period: monthOf(since) })),
  });
  const told = (
    today: LocalDate,
    waiting: readonly Waiting[],
    lastWords: ReadonlyMap<string, LastWord> = new Map(),
  ) => {
    let ids = 0;
    const newId = () => {
      ids += 1;
      return `019a2b3c-4d5e-7f60-8a9b-${String(ids).padStart(12, '0')}`;
    };
    return tellingsOn(today, waiting, { basis: BASIS, lastWords, newId });
  };
  const keyOf = ({ facilityCode, step, period, dueOn, stage }: Telling) =>
    [facilityCode, step, period, dueOn, stage].join(' ');

  it('is named once by facility, step, period, day and stage, with all that waits, and is told to who has to act', () => {
    fc.assert(
      fc.property(fc.array(anyWaiting, { maxLength: 60 }), (waiting) => {
        const today = day('2026-11-24');
        const tellings = told(today, waiting);
        expect(new Set(tellings.map(keyOf)).size).toBe(tellings.length);
        const late = waiting.filter(({ step, since }) => STEPS[step].due(since, BASIS).dueOn < today);
        const sum = (counts: readonly { readonly count: number }[]) =>
          counts.reduce((all, { count }) => all + count, 0);
        expect(sum(tellings.filter(({ stage }) => stage === 'overdue'))).toBe(sum(late));
        for (const telling of tellings) {
          const { owner, daysOverdue: days } = fellDue(telling, today, '66');
          const kind = telling.stage === 'escalated' ? 'agency' : STEPS[telling.step].owner;
          expect(owner).toEqual({ kind, id: kind === 'agency' ? '66' : telling.facilityCode });
          expect(days > 0).toBe(telling.stage !== 'due-soon');
        }
      }),
      { seed: 20_261_129, numRuns: 200 },
    );
  });

  const work = (answeredOn: string): Waiting => ({
    facilityCode: '66001',
    step: 'claim-correction',
    count: 1,
    since: { day: day('2026-10-09'), period: monthOf(day('2026-10-09')), answeredOn: day(answeredOn) },
  });

  it('of a claim that came back late is by the day of its answer, also when more of the same visits come back', () => {
    const brief = (tellings: readonly Telling[]) => tellings.map(({ dueOn, stage, count }) => [dueOn, stage, count]);
    const first = [work('2026-11-30'), work('2026-11-30')];
    expect(brief(told(day('2026-11-30'), first))).toEqual([]);
    const tellings = told(day('2026-12-01'), first);
    expect(brief(tellings)).toEqual([['2026-12-02', 'due-soon', 2]]);
    const words = lastWordsOf(tellings);
    expect(told(day('2026-12-02'), first, words)).toEqual([]);
    expect(brief(told(day('2026-12-02'), [...first, work('2026-12-01')], words))).toEqual([
      ['2026-12-03', 'due-soon', 1],
    ]);
  });

  /** Written apart: what a tenant knows of a piece of work is what was said last. */
  const lastWordsOf = (tellings: readonly Telling[]): Map<string, LastWord> =>
    new Map(
      tellings.flatMap(({ works, deadlineId, dueOn, stage }) =>
        works.map((name): [string, LastWord] => [workKey(name), { deadlineId, dueOn, stage }]),
      ),
    );

  it.each<[string, LastWord['stage'], string, readonly string[]]>([
    // The last day is 2 December.
    ['2026-12-03', 'due-soon', '2026-12-01', ['due-soon']],
    ['2026-12-03', 'due-soon', '2026-12-03', ['overdue']],
    ['2026-12-01', 'overdue', '2026-12-02', ['due-soon']],
    ['2026-12-01', 'overdue', '2026-12-03', []],
    ['2026-12-01', 'overdue', '2026-12-14', ['escalated']],
    ['2026-12-01', 'escalated', '2026-12-14', []],
    ['2026-12-02', 'due-soon', '2026-12-02', []],
    ['2026-12-02', 'overdue', '2026-12-03', []],
  ])('after the word that it is due on %s (%s) is on %s: %j', (toldDay, stage, today, expected) => {
    const waiting = work('2026-11-30');
    const lastWord = { deadlineId: '019a2b3c-4d5e-7f60-8a9b-000000000901', dueOn: day(toldDay), stage };
    const tellings = told(day(today), [waiting], new Map([[workKey(workName(waiting)), lastWord]]));
    expect(tellings.map((telling) => telling.stage)).toEqual(expected);
    for (const { deadlineId, dueOn } of tellings)
      expect([deadlineId, dueOn]).toEqual([lastWord.deadlineId, '2026-12-02']);
  });

  it('is numbered on for each deadline', () => {
    const [one] = told(day('2026-12-01'), [work('2026-11-30')]);
    if (one === undefined) throw new Error('nothing was told');
    const other = { ...one, deadlineId: '019a2b3c-4d5e-7f60-8a9b-000000000902' };
    const versions = numbered([one, other, one], new Map([[one.deadlineId, 4]])).map(({ version }) => version);
    expect(versions).toEqual([5, 1, 6]);
  });
});
