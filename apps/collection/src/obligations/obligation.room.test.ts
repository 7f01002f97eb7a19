import { ContributionAssessed } from '@ansinh/contracts/collection/events';
import { EmployerRegistered, LawChanged, ParticipationStarted } from '@ansinh/contracts/enrollment/events';
import { newId } from '@ansinh/database';
import { type Collection, OFFICER, startCollection, WAGE } from '../../testing/region';

describe('assessing a month', () => {
  let room: Collection;
  beforeEach(async () => {
    room = await startCollection();
  });
  afterEach(async () => {
    expect(await room.contradictions()).toEqual([]);
    expect(await room.deadLetters()).toEqual([]);
    await room.stop();
  });

  it('makes one statement per employer, with its funds, lines, postings and event', async () => {
    const unit = await room.employer();
    await room.worker(unit);
    await room.worker(unit, '2026-10');
    await room.worker(unit, '2026-11');
    const reply = await room.assess();
    expect([reply.status, reply.body]).toEqual([
      200,
      { month: '2026-10', employers: 1, workers: 2, totalVnd: '6400000', remaining: 0 },
    ]);
    expect(await room.statement(unit)).toMatchObject({
      dueDate: '2026-11-30',
      workers: 2,
      status: 'due',
      dueVnd: '6400000',
      outstandingVnd: '6400000',
      interestVnd: '0',
    });
    expect(await room.published(ContributionAssessed)).toMatchObject([
      { employerId: unit.employerId, totalVnd: '6400000', reference: room.referenceOf(unit), dueDate: '2026-11-30' },
    ]);
    expect(await room.balances()).toMatchObject({ 'receivable:health': '900000', 'income:health': '-900000' });
    expect(await room.db.contributionLine.count()).toBe(10);
  });

  it('takes the law of the month: a new base salary raises the cap from its first day on, and nothing before', async () => {
    const unit = await room.employer();
    await room.worker(unit, '2026-01', '90000000');
    const healthOf = async (month: string) =>
      (await room.statement(unit, month)).funds.find(({ fund }) => fund === 'health')?.dueVnd;
    await room.assess('2026-11');
    const told = { parameter: 'base-salary', firstDay: '2027-01-01', value: '3000000', source: 'Decree 1/2026' };
    await room.deliver(LawChanged, told, { id: 'base-salary/2027-01-01', version: 1 });
    for (const month of ['2026-11', '2026-12', '2027-01']) await room.assess(month);
    // 4.5 % of twenty base salaries.
    expect(await healthOf('2026-11')).toBe('2277000');
    expect(await healthOf('2026-12')).toBe('2277000');
    expect(await healthOf('2027-01')).toBe('2700000');
    // What is assessed stays when the law of its month is changed later.
    const corrected = { ...told, firstDay: '2026-11-01', value: '2600000' };
    await room.deliver(LawChanged, corrected, { id: 'base-salary/2026-11-01', version: 1 });
    expect((await room.assess('2026-11')).body).toMatchObject({ employers: 0 });
    expect(await healthOf('2026-11')).toBe('2277000');
  });

  it('keeps the law of a later release that it does not know, and assesses all the same', async () => {
    const told = { parameter: 'price-of-rice', firstDay: '2027-01-01', value: { dong: '1' }, source: 'Decree 9/2027' };
    await room.deliver(LawChanged, told, { id: 'price-of-rice/2027-01-01', version: 1 });
    await room.worker(await room.employer());
    expect((await room.assess()).body).toMatchObject({ employers: 1, totalVnd: '3200000' });
  });

  it('a second time adds nothing, whatever was delivered twice in between', async () => {
    const unit = await room.employer();
    const worker = await room.worker(unit);
    await room.assess();
    const eventId = newId();
    for (let time = 0; time < 2; time += 1)
      await room.deliver(ParticipationStarted, { ...worker, fromMonth: '2026-01', wageVnd: WAGE }, { eventId });
    expect((await room.assess()).body).toEqual({
      month: '2026-10',
      employers: 0,
      workers: 0,
      totalVnd: '0',
      remaining: 0,
    });
    expect(await room.published(ContributionAssessed)).toHaveLength(1);
  });

  it('adjusts the statement by the differences when declarations come late', async () => {
    const unit = await room.employer();
    const first = await room.worker(unit);
    await room.assess();
    await room.change(first, '2026-10', '11000000');
    await room.worker(unit, '2026-10');
    expect((await room.assess()).body).toMatchObject({ employers: 1, workers: 2, totalVnd: '6720000' });
    await room.end(first, '2026-09');
    expect((await room.assess()).body).toMatchObject({ employers: 1, workers: 1, totalVnd: '3200000' });
    const versions = (await room.outbox()).map(({ attributes }) => attributes.aggregateversion);
    expect(versions).toEqual([1, 2, 3]);
    expect(await room.db.statement.count()).toBe(1);
  });

  it('ends in the same rows whatever the order of the declarations is', async () => {
    const unit = await room.employer();
    const worker = { participationId: newId(), participantId: newId(), employerId: unit.employerId };
    await room.end(worker, '2026-10', 4);
    await room.end(worker, '2026-08', 3);
    await room.change(worker, '2026-09', '12000000', 2);
    await room.change(worker, '2026-09', '99000000', 1);
    await room.deliver(ParticipationStarted, { ...worker, fromMonth: '2026-05', wageVnd: WAGE }, { version: 1 });
    expect((await room.assess('2026-08')).body).toMatchObject({ totalVnd: '3200000' });
    expect((await room.assess('2026-09')).body).toMatchObject({ totalVnd: '3840000' });
    expect((await room.assess('2026-11')).body).toMatchObject({ employers: 0 });
  });

  it('keeps the newest facts of an employer when an older event comes after', async () => {
    const unit = await room.employer();
    const data = { ...unit, name: 'Công ty Mới', wageZone: 'IV' as const };
    await room.deliver(EmployerRegistered, data, { id: unit.employerId, version: 2 });
    await room.deliver(EmployerRegistered, { ...data, wageZone: 'I' }, { id: unit.employerId, version: 1 });
    expect(await room.db.employer.findMany()).toMatchObject([{ wageZone: 'IV', version: 2 }]);
  });

  it('waits for an employer that is not known yet', async () => {
    await room.worker({ employerId: newId(), unitCode: '6000099999DNA03' });
    expect((await room.assess()).body).toMatchObject({ employers: 0 });
  });

  it('is done once when two officers start it at the same moment', async () => {
    const unit = await room.employer();
    await room.worker(unit);
    const replies = await Promise.all([room.assess(), room.assess(), room.assess()]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await room.published(ContributionAssessed)).toHaveLength(1);
  });

  it('answers a repeated key with the first answer', async () => {
    await room.worker(await room.employer());
    const officer = room.as(OFFICER);
    const first = await officer.post('/v1/assessments', { month: '2026-10' }, { key: 'october' });
    const again = await officer.post('/v1/assessments', { month: '2026-10' }, { key: 'october' });
    expect(again.body).toEqual(first.body);
  });

  it.each(['2025-06', '2027-05'])('refuses %s, which we carry no law for or nobody owes yet', async (month) => {
    const reply = await room.assess(month);
    expect([reply.status, reply.body]).toMatchObject([
      422,
      { code: 'assessment.month-out-of-range', firstMonth: '2025-07' },
    ]);
  });

  it('is for officers of the agency', async () => {
    const reply = await room
      .as({ role: 'employer', tenantCode: '6000000001DNA03' })
      .post('/v1/assessments', { month: '2026-10' });
    expect(reply.status).toBe(403);
  });

  it('shows a person what was contributed, month by month', async () => {
    const unit = await room.employer();
    const worker = await room.worker(unit, '2026-08', '60000000');
    for (const month of ['2026-08', '2026-09', '2026-10']) await room.assess(month);
    await room.end(worker, '2026-09');
    await room.assess('2026-10');
    await room.pay(unit, '16192000', { content: room.referenceOf(unit, '2026-08'), bookedOn: '2026-09-15' });
    const reply = await room.as(OFFICER).get(`/v1/participants/${worker.participantId}/contributions`);
    expect(reply.body).toMatchObject([
      { month: '2026-08', employerId: unit.employerId, wageVnd: '50600000', paid: false },
      { month: '2026-09', wageVnd: '50600000', employeeVnd: '5407000', employerVnd: '10973000', paid: false },
    ]);
  });
});
