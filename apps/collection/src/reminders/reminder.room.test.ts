import { ArrearsReported } from '@ansinh/contracts/collection/events';
import {
  addDays,
  addMonths,
  daysBetween,
  type LocalDate,
  lastDayOf,
  localDate,
  type YearMonth,
  yearMonth,
} from '@ansinh/contracts/vocabulary/calendar';
import fc from 'fast-check';
import { type Collection, startCollection, type Unit } from '../../testing/region';
import { tellArrears } from './reminder.jobs';

let room: Collection;
beforeEach(async () => {
  room = await startCollection();
});
afterEach(() => room.stop());

/** Units with one worker, who owe 3,200,000 dong for each month that is assessed. */
const addUnits = async (count: number): Promise<Unit[]> => {
  const units: Unit[] = [];
  for (let n = 0; n < count; n += 1) {
    const unit = await room.employer();
    await room.worker(unit);
    units.push(unit);
  }
  return units;
};

const runOn = async (day: LocalDate): Promise<void> => {
  room.clock.set(`${day}T05:50:00+07:00`);
  expect(await room.runJob(tellArrears, { day })).toMatchObject({ outcome: 'done' });
};
const lines = async (): Promise<string[]> =>
  (await room.published(ArrearsReported)).map(({ asOf, unitCode, month, stage, owner, outstandingVnd, interestVnd }) =>
    [asOf, unitCode.slice(0, 10), month, stage, owner.kind, outstandingVnd, interestVnd].join(' | '),
  );
const runOnAll = async (...days: string[]): Promise<string[]> => {
  for (const day of days) await runOn(localDate(day));
  return lines();
};

describe('an employer', () => {
  let unit: Unit;
  beforeEach(async () => {
    [unit = { employerId: '', unitCode: '' }] = await addUnits(1);
    await room.assess();
  });

  it('that does not pay is told that it is late, then urged; then the agency is told; each once', async () => {
    const days = ['2026-11-30', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-30', '2026-12-31'];
    expect(await runOnAll(...days, '2027-01-29', '2027-01-30', '2027-01-31', '2027-06-30')).toEqual([
      '2026-12-03 | 6000000001 | 2026-10 | late | employer | 3200000 | 2880',
      '2026-12-31 | 6000000001 | 2026-10 | urged | employer | 3200000 | 29760',
      '2027-01-30 | 6000000001 | 2026-10 | evasion | agency | 3200000 | 58560',
    ]);
    const events = (await room.outbox()).filter(({ attributes }) => attributes.type === ArrearsReported.type);
    expect(new Set(events.map(({ key }) => key)).size).toBe(1);
    expect(events.map(({ attributes }) => attributes.aggregateversion)).toEqual([1, 2, 3]);
  });

  it('that pays in time is told nothing, and one that pays later nothing any more', async () => {
    const [other] = await addUnits(1);
    await room.assess();
    room.clock.set('2026-11-28T09:00:00+07:00');
    await room.pay(unit, '3200000', { bookedOn: '2026-11-28' });
    expect(await runOnAll('2026-12-03')).toEqual([
      '2026-12-03 | 6000000002 | 2026-10 | late | employer | 3200000 | 2880',
    ]);
    if (other !== undefined) await room.pay(other, '3202880', { bookedOn: '2026-12-03' });
    expect(await runOnAll('2026-12-31', '2027-01-30')).toHaveLength(1);
  });

  it('that paid a part is told of the rest', async () => {
    room.clock.set('2026-11-28T09:00:00+07:00');
    await room.pay(unit, '3000000', { bookedOn: '2026-11-28' });
    expect(await runOnAll('2026-12-10')).toEqual([
      '2026-12-10 | 6000000001 | 2026-10 | late | employer | 200000 | 600',
    ]);
  });

  it('is urged before anybody speaks of evasion, also when no morning came for months', async () => {
    expect(await runOnAll('2027-03-01', '2027-03-02', '2027-03-03')).toEqual([
      expect.stringContaining('2027-03-01 | 6000000001 | 2026-10 | urged | employer'),
      expect.stringContaining('2027-03-02 | 6000000001 | 2026-10 | evasion | agency'),
    ]);
  });
});

it('many employers are told by transactions of five hundred, each once', async () => {
  const [unit] = await addUnits(1);
  await room.assess();
  // The same statement for as many employers as it takes: assessed one by one they would take minutes.
  await room.db.$executeRaw`
    INSERT INTO employers (employer_id, unit_code, name, wage_zone, version)
    SELECT gen_random_uuid(), '70000' || lpad(number::text, 5, '0') || 'DNA03', name, wage_zone, 1
    FROM employers, generate_series(1, 1200) AS number`;
  await room.db.$executeRaw`
    INSERT INTO statements (statement_id, employer_id, month, reference, due_date, workers, due_vnd, changes_seen, version)
    SELECT gen_random_uuid(), other.employer_id, month, 'BH' || other.unit_code, due_date, workers, due_vnd, 0, 1
    FROM statements, employers AS other WHERE other.employer_id <> ${unit?.employerId ?? ''}::uuid`;
  await room.db.$executeRaw`
    INSERT INTO statement_funds (statement_id, fund, employee_vnd, employer_vnd)
    SELECT statement_id, 'health', 0, due_vnd FROM statements
    WHERE statement_id NOT IN (SELECT statement_id FROM statement_funds)`;
  room.clock.set('2026-12-03T05:50:00+07:00');
  expect((await room.runJobs()).map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
    'tell-arrears done',
    'tell-further-arrears done',
    'tell-further-arrears done',
  ]);
  const reported = await room.published(ArrearsReported);
  expect(new Set(reported.map(({ statementId }) => statementId)).size).toBe(1_201);
  expect(reported).toHaveLength(1_201);
}, 60_000);

/** How a unit pays a month: some of it, some days after its last day or before, and the rest, or never. */
type Payment = { readonly days: number; readonly amount: number };
const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'].map((month) => yearMonth(month));
const DUE = 3_200_000;
const payments = fc
  .tuple(fc.integer({ min: -25, max: 100 }), fc.integer({ min: 1, max: DUE - 1 }), fc.integer({ min: 0, max: 80 }))
  .chain(([days, amount, later]) =>
    fc.constantFrom<readonly Payment[]>(
      [],
      [{ days, amount: DUE }],
      [{ days, amount }],
      [
        { days, amount },
        { days: days + later, amount: DUE - amount },
      ],
    ),
  );

type Owed = { readonly unit: Unit; readonly month: YearMonth; readonly payments: readonly Payment[] };
const dueOf = (month: YearMonth): LocalDate => lastDayOf(addMonths(month, 1));

/** Written apart from the rule: the mornings from which a stage holds, as long as something is owed. */
const expectedOf = ({ unit, month, payments: paid }: Owed, mornings: readonly LocalDate[]): string[] => {
  const told: { stage: string; morning: LocalDate }[] = [];
  for (const morning of mornings) {
    const late = daysBetween(dueOf(month), morning);
    const open = paid.reduce((rest, { days, amount }) => (days < late ? rest - amount : rest), DUE);
    if (open === 0 || late < 3) continue;
    const urged = told.find(({ stage }) => stage === 'urged');
    const stage =
      late > 60 && urged !== undefined && urged.morning < morning ? 'evasion' : late > 30 ? 'urged' : 'late';
    if (!told.some((one) => one.stage === stage)) told.push({ stage, morning });
  }
  return told.map(({ stage, morning }) => `${morning} ${unit.unitCode} ${month} ${stage}`);
};

it('tells in a simulated year what a clerk with a calendar would have told', async () => {
  const seed = 20_261_129;
  room.clock.set('2026-01-02T08:00:00+07:00');
  const units = await addUnits(6);
  for (const month of MONTHS) await room.assess(month);
  const plans = fc.sample(payments, { seed, numRuns: units.length * MONTHS.length });
  const owed = units.flatMap((unit, row) =>
    MONTHS.map((month, column) => ({ unit, month, payments: plans[row * MONTHS.length + column] ?? [] })),
  );
  const first = localDate('2026-01-02');
  const mornings = Array.from({ length: 364 }, (_day, index) => addDays(first, index));
  for (const morning of mornings) {
    await runOn(morning);
    for (const { unit, month, payments: paid } of owed)
      for (const { days, amount } of paid)
        if (addDays(dueOf(month), days) === morning)
          await room.pay(unit, String(amount), { content: room.referenceOf(unit, month), bookedOn: morning });
  }
  const told = (await room.published(ArrearsReported)).map(({ asOf, unitCode, month, stage }) =>
    [asOf, unitCode, month, stage].join(' '),
  );
  const expected = owed.flatMap((one) => expectedOf(one, mornings));
  expect(expected.length).toBeGreaterThan(30);
  expect({ seed, told: told.sort() }).toEqual({ seed, told: expected.sort() });
  expect(await room.contradictions()).toEqual([]);
}, 120_000);
