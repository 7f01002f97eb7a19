import { Employer } from '@ansinh/contracts/enrollment/api';
import { EmployerRegistered } from '@ansinh/contracts/enrollment/events';
import { Approval } from '@ansinh/contracts/operations/approvals.api';
import { WageZone } from '@ansinh/contracts/vocabulary/funds';
import type { Page } from '@ansinh/contracts/wire/common.api';
import { newId } from '@ansinh/database';
import { answersToForgedCursors, FORGED_CURSOR_REFUSED, type Room, startRoom } from '@ansinh/testkit';
import fc from 'fast-check';
import type { PrismaClient } from '../generated/prisma/client';
import { service } from '../service';
import { rezoned } from './employer.rules';
import { insertEmployer, rezoneEmployers } from './employer.store';

const officer = { role: 'officer', tenantCode: '66' } as const;
const UNIT = '6000000001DNA03';
const OTHER = '6000000002DNA03';
const employer = { role: 'employer', tenantCode: UNIT } as const;
const unit = (unitCode: string, communeCode = '24133') => ({ unitCode, name: `Đơn vị ${unitCode}`, communeCode });

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(service);
});
afterEach(() => room.stop());

const register = async (unitCode: string, communeCode?: string): Promise<Employer> =>
  Employer.parse((await room.as(officer).post('/v1/employers', unit(unitCode, communeCode))).body);

describe('an employer', () => {
  it('registers itself and is announced once', async () => {
    const answer = await room.as(employer).post('/v1/employers', { ...unit(UNIT), email: 'hr@example.com' });
    expect(answer.status).toBe(201);
    const { employerId } = Employer.parse(answer.body);
    expect(await room.published(EmployerRegistered)).toEqual([
      { employerId, unitCode: UNIT, name: `Đơn vị ${UNIT}`, wageZone: 'IV' },
    ]);
  });

  it('cannot register another unit code', async () => {
    const answer = await room.as(employer).post('/v1/employers', unit(OTHER));
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ code: 'employer.foreign-unit-code' });
  });

  it('is registered once: the same key gives the same answer, another key names the employer', async () => {
    const first = await room.as(employer).post('/v1/employers', unit(UNIT), { key: 'k1' });
    const again = await room.as(employer).post('/v1/employers', unit(UNIT), { key: 'k1' });
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const other = await room.as(officer).post('/v1/employers', unit(UNIT));
    expect(other.status).toBe(409);
    expect(other.body).toMatchObject({
      code: 'employer.already-registered',
      employerId: Employer.parse(first.body).employerId,
    });
    expect(await room.published(EmployerRegistered)).toHaveLength(1);
  });

  it('sees itself alone; another one is as good as absent', async () => {
    const [own, foreign] = [await register(UNIT), await register(OTHER)];
    expect((await room.as(employer).get(`/v1/employers/${own.employerId}`)).body).toEqual(own);
    expect((await room.as(employer).get(`/v1/employers/${foreign.employerId}`)).status).toBe(404);
    expect((await room.as(employer).get('/v1/employers')).body).toEqual({ items: [own] });
    expect((await room.as({ role: 'bank', tenantCode: '970415' }).get('/v1/employers')).status).toBe(403);
  });
});

describe('the list of employers', () => {
  it('comes in pages without a gap or a repetition', async () => {
    for (let serial = 1; serial <= 5; serial += 1) await register(`600000000${serial}DNA03`);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await room.as(officer).get(`/v1/employers?pageSize=2${cursor}`);
      const page = body as Page<Employer>;
      seen.push(...page.items.map((item) => item.unitCode));
      cursor = page.nextCursor === undefined ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(seen).toEqual([1, 2, 3, 4, 5].map((serial) => `600000000${serial}DNA03`));
    expect(await answersToForgedCursors(room.as(officer), '/v1/employers')).toEqual(FORGED_CURSOR_REFUSED);
  });
});

describe('the zone of a commune', () => {
  const zone = { zone: 'III', validFrom: '2026-01-01', source: 'Decree 293/2025, annex' };

  it('counts for employers who register later, and is announced for those who are there', async () => {
    const before = await register(UNIT);
    expect((await room.withSecondPerson(officer).put('/v1/wage-zones/24133', zone)).body).toEqual({
      communeCode: '24133',
      ...zone,
    });
    const after = await register(OTHER);
    const elsewhere = await register('6000000003DNA03', '24134');
    expect([before.wageZone, after.wageZone, elsewhere.wageZone]).toEqual(['IV', 'III', 'IV']);
    const announced = (await room.outbox()).filter(({ key }) => key === before.employerId);
    expect(announced.map(({ attributes }) => attributes.aggregateversion)).toEqual([1, 2]);
    expect(announced[1]?.data).toMatchObject({ unitCode: UNIT, wageZone: 'III' });
  });

  it('is announced once when it is entered twice', async () => {
    await register(UNIT);
    for (let times = 0; times < 2; times += 1) await room.withSecondPerson(officer).put('/v1/wage-zones/24133', zone);
    expect(await room.published(EmployerRegistered)).toHaveLength(2);
  });

  it('is changed for a whole commune by SQL as the rule changes it for one employer', async () => {
    const zone = fc.constantFrom(...WageZone.options);
    let units = 0;
    let communes = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(zone, { maxLength: 6 }), fc.array(zone, { maxLength: 6 }), async (zones, entered) => {
        communes += 1;
        const communeCode = String(communes).padStart(5, '0');
        let expected = zones.map((wageZone) => {
          units += 1;
          return { employerId: newId(), unitCode: `${6_000_000_000 + units}DNA03`, wageZone, version: 1 };
        });
        for (const { version: _version, ...one } of expected)
          await insertEmployer(room.db, {
            ...one,
            name: 'Công ty Mẫu',
            communeCode,
            email: undefined,
            phone: undefined,
            registeredAt: new Date('2026-10-05T00:00:00Z'),
          });
        for (const next of entered) {
          const changed = expected.flatMap((one) => rezoned(one, next) ?? []);
          const told = await rezoneEmployers(room.db, communeCode, next);
          const versions = (rows: readonly { readonly employerId: string; readonly version: number }[]) =>
            rows.map(({ employerId, version }) => `${employerId} ${version}`).sort();
          expect(versions(told)).toEqual(versions(changed));
          expected = expected.map((one) => rezoned(one, next) ?? one);
        }
        const stored = await room.db.employer.findMany({ where: { communeCode }, orderBy: { id: 'asc' } });
        expect(stored.map(({ id, wageZone, version }) => [id, wageZone, version])).toEqual(
          expected.map(({ employerId, wageZone, version }) => [employerId, wageZone, version]),
        );
      }),
      { seed: 20_261_129, numRuns: 20 },
    );
  });

  it('waits for a second person, who sees the zones of before', async () => {
    const { employerId } = await register(UNIT);
    await room.withSecondPerson(officer).put('/v1/wage-zones/24133', zone);
    const held = await room.as(officer).put('/v1/wage-zones/24133', { ...zone, zone: 'I' });
    expect([held.status, held.body]).toMatchObject([202, { status: 'waiting', thing: 'commune:24133' }]);
    expect(Approval.parse(held.body).shows).toMatchObject({ now: [{ zone: 'III' }], answer: { zone: 'I' } });
    const told = await room.published(EmployerRegistered);
    expect(told).toMatchObject([
      { employerId, wageZone: 'IV' },
      { employerId, wageZone: 'III' },
    ]);
  });

  it('of a future date does not change today', async () => {
    await room.withSecondPerson(officer).put('/v1/wage-zones/24133', { ...zone, validFrom: '2027-01-01' });
    expect((await register(UNIT)).wageZone).toBe('IV');
  });

  it('is entered by officers only', async () => {
    // Whatever is sent: who may not is told of nothing else.
    for (const body of [zone, {}]) {
      const answer = await room.as(employer).put('/v1/wage-zones/24133', body);
      expect(answer.status).toBe(403);
      expect(answer.body).toMatchObject({ code: 'auth.forbidden', permission: 'wage-zone:set' });
    }
  });
});
