import {
  EmployerRegistered,
  ParticipationChanged,
  ParticipationEnded,
  ParticipationStarted,
} from '@ansinh/contracts/enrollment/events';
import { newId } from '@ansinh/database';
import fc from 'fast-check';
import { type Collection, startCollection } from '../../testing/region';

// What enrolment told, in any order, in batches of any size and some of it twice: the rows are those of the newest facts.
const MONTHS = ['2026-01', '2026-05', '2026-09'] as const;
type Told =
  | { readonly kind: 'wage'; readonly fromMonth: string; readonly wageVnd: string; readonly version: number }
  | { readonly kind: 'end'; readonly lastMonth: string; readonly version: number };

const fact = fc.oneof(
  fc.record({
    kind: fc.constant('wage' as const),
    fromMonth: fc.constantFrom(...MONTHS),
    wageVnd: fc.integer({ min: 1, max: 90_000_000 }).map(String),
  }),
  fc.record({ kind: fc.constant('end' as const), lastMonth: fc.constantFrom(...MONTHS) }),
);
/** A history in which each fact has its version, told in another order and partly again. */
const history = fc
  .array(fact, { minLength: 1, maxLength: 6 })
  .map((facts) => facts.map((one, index): Told => ({ ...one, version: index + 1 })))
  .chain((facts) =>
    fc.record({
      facts: fc.constant(facts),
      told: fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length }),
    }),
  )
  .map(({ facts, told }) => ({ facts, told: [...told, ...facts.filter((one) => !told.includes(one))] }));

const newestOf = <One extends Told>(facts: readonly One[]): One | undefined =>
  facts.reduce<One | undefined>(
    (found, one) => (found === undefined || found.version < one.version ? one : found),
    undefined,
  );

describe('the participations that enrolment tells', () => {
  let room: Collection;
  beforeAll(async () => {
    room = await startCollection();
  });
  afterAll(() => room.stop());

  it('end in the rows of the newest facts, whatever the order, the batches and the repeats are', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.boolean(), async ({ facts, told }, inBatches) => {
        const one = { participationId: newId(), participantId: newId(), employerId: newId() };
        const delivery = ({ version }: Told) => ({ id: one.participationId, version });
        const wages = told.filter((each) => each.kind === 'wage');
        const ends = told.filter((each) => each.kind === 'end');
        const wageEvents = wages.map((each) => ({
          data: { ...one, fromMonth: each.fromMonth, wageVnd: each.wageVnd },
          delivery: delivery(each),
        }));
        const endEvents = ends.map((each) => ({
          data: { ...one, lastMonth: each.lastMonth },
          delivery: delivery(each),
        }));
        if (inBatches) {
          await room.deliverAll(ParticipationEnded, endEvents);
          await room.deliverAll(ParticipationChanged, wageEvents);
        } else {
          for (const { data, delivery: of } of wageEvents) await room.deliver(ParticipationStarted, data, of);
          for (const { data, delivery: of } of endEvents) await room.deliver(ParticipationEnded, data, of);
        }

        const stored = await room.db.participationWage.findMany({
          where: { participationId: one.participationId },
          orderBy: { fromMonth: 'asc' },
        });
        const allWages = facts.filter((each) => each.kind === 'wage');
        const expected = MONTHS.flatMap(
          (month) => newestOf(allWages.filter(({ fromMonth }) => fromMonth === month)) ?? [],
        );
        expect(stored.map(({ fromMonth, wageVnd, version }) => [fromMonth, String(wageVnd), version])).toEqual(
          expected.map(({ fromMonth, wageVnd, version }) => [fromMonth, wageVnd, version]),
        );
        const participation = await room.db.participation.findUniqueOrThrow({
          where: { participationId: one.participationId },
        });
        const lastEnd = newestOf(facts.filter((each) => each.kind === 'end'));
        expect(participation.lastMonth).toBe(lastEnd?.lastMonth ?? null);
      }),
      { seed: 20_261_129, numRuns: 15 },
    );
    expect(await room.deadLetters()).toEqual([]);
  });

  it('keep the newest facts of an employer out of one batch', async () => {
    const data = { employerId: newId(), unitCode: '6000000009DNA03', name: 'Công ty Mẫu' };
    const told = (['I', 'IV', 'II'] as const).map((wageZone, at) => ({
      data: { ...data, wageZone },
      delivery: { id: data.employerId, version: [2, 3, 1][at] ?? 1 },
    }));
    await room.deliverAll(EmployerRegistered, told);
    expect(await room.db.employer.findMany({ where: { employerId: data.employerId } })).toMatchObject([
      { wageZone: 'IV', version: 3 },
    ]);
  });
});
