import { Declaration, Employer } from '@ansinh/contracts/enrollment/api';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { type Room, startRoom } from '@ansinh/testkit';
import { importRow, person } from '../../testing/people';
import type { PrismaClient } from '../generated/prisma/client';
import { DISAGREEMENT_LIMITS } from '../participants/person.rules';
import { service } from '../service';

const officer = { role: 'officer', tenantCode: '66' } as const;
const employer = { role: 'employer', tenantCode: '6000000001DNA03' } as const;
const post = { role: 'post-office', tenantCode: '630100' } as const;

/** More than may disagree on one day. */
const KNOWN = DISAGREEMENT_LIMITS.freeADay + 5;

let room: Room<PrismaClient>;
let path: string;
beforeEach(async () => {
  room = await startRoom(service);
  const rows = Array.from({ length: KNOWN }, (_, index) => JSON.stringify(importRow(index + 1)));
  await room
    .withSecondPerson(officer)
    .post('/v1/imports/participants', rows.join('\n'), { contentType: 'application/x-ndjson' });
  const body = { unitCode: employer.tenantCode, name: 'Công ty', communeCode: '24133' };
  path = `/v1/employers/${Employer.parse((await room.as(officer).post('/v1/employers', body)).body).employerId}/declarations`;
});
afterEach(() => room.stop());

const start = (serial: number, changes: Parameters<typeof person>[1] = {}) => ({
  kind: 'start',
  person: person(serial, changes),
  fromMonth: '2026-10',
  wageVnd: '8000000',
  initialFacilityCode: '66001',
});
const declare = async (lines: readonly object[], who: typeof officer | typeof employer = employer) =>
  Declaration.parse((await room.withSecondPerson(who).post(path, { lines })).body);
const codesOf = ({ lines }: Declaration) => lines.map(({ code = 'accepted' }) => code);
const audited = () =>
  room.db.$queryRaw<object[]>`
    SELECT subject, tenant, action, outcome FROM platform.audit WHERE action LIKE 'register.%' ORDER BY position`;
const wrongName = { fullName: 'Trần Văn Khác' };

describe('who tries which persons the register knows', () => {
  it('gets one answer for a wrong name, birth date and number, and for a number of somebody else', async () => {
    const declaration = await declare([
      start(1, wrongName),
      start(2, { birthDate: localDate('1990-05-18') }),
      start(3, { siNumber: '6600000009' }),
      start(KNOWN + 1, { siNumber: '6600000004' }),
    ]);
    const answers = declaration.lines.map(({ index: _index, pointer = '', ...line }) => ({
      ...line,
      place: pointer.replace(/\d+/, '?'),
    }));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([
        JSON.stringify({
          outcome: 'rejected',
          code: 'register.disagrees',
          detail: 'This does not agree with the register: check the document',
          place: '/lines/?/person',
        }),
      ]),
    );
    expect(JSON.stringify(declaration)).not.toMatch(/participant\.|fullName|birthDate|siNumber/);
    expect(await audited()).toEqual([
      { subject: 'test-employer', tenant: 'employer:6000000001DNA03', action: 'register.disagreed', outcome: '4' },
    ]);
  });

  it('is told more as an officer, also of what an employer has sent, and that is written down', async () => {
    const { declarationId } = await declare([start(1, wrongName)]);
    const read = (who: typeof officer | typeof employer) => room.as(who).get(`${path}/${declarationId}`);
    expect(codesOf(Declaration.parse((await read(employer)).body))).toEqual(['register.disagrees']);
    expect(Declaration.parse((await read(officer)).body).lines).toMatchObject([
      { code: 'participant.identity-differs', pointer: '/lines/0/person/fullName' },
    ]);
    const own = await declare([start(1, wrongName)], officer);
    expect(codesOf(own)).toEqual(['participant.identity-differs']);
    // And what an officer was told stays with the agency.
    const foreign = await room.as(employer).get(`${path}/${own.declarationId}`);
    expect(codesOf(Declaration.parse(foreign.body))).toEqual(['register.disagrees']);
    expect((await audited()).slice(1)).toEqual([
      { subject: 'test-officer', tenant: 'agency:66', action: 'register.difference-shown', outcome: '1' },
      { subject: 'test-officer', tenant: 'agency:66', action: 'register.difference-shown', outcome: '1' },
    ]);
  });

  it('is stopped within one list, and after a pause gets a few answers more', async () => {
    const { freeADay, eachTime } = DISAGREEMENT_LIMITS;
    const all = Array.from({ length: KNOWN }, (_, index) => start(index + 1, wrongName));
    const first = codesOf(await declare(all));
    expect(first.filter((code) => code === 'register.disagrees')).toHaveLength(freeADay);
    expect(first.slice(freeADay)).toEqual(Array.from({ length: KNOWN - freeADay }, () => 'register.paused'));
    // A new person, and one who is right, look alike now.
    expect(codesOf(await declare([start(KNOWN + 1), start(1)]))).toEqual(['register.paused', 'register.paused']);
    room.clock.set('2026-10-05T12:00:00+07:00');
    const later = codesOf(await declare(all.slice(0, eachTime + 1)));
    expect(later.filter((code) => code === 'register.disagrees')).toHaveLength(eachTime);
    expect(later.at(-1)).toBe('register.paused');
    // Neither another day nor another client pays for it.
    expect(codesOf(await declare([start(1)], officer))).toEqual(['accepted']);
    room.clock.set('2026-10-06T08:00:00+07:00');
    expect(codesOf(await declare([start(2), start(3, wrongName)]))).toEqual(['accepted', 'register.disagrees']);
  });

  it('cannot get more by sending several lists at the same moment', async () => {
    const { freeADay } = DISAGREEMENT_LIMITS;
    const lines = Array.from({ length: 60 }, (_, index) => start(index + 1, wrongName));
    const codes = (await Promise.all([declare(lines), declare(lines), declare(lines)])).flatMap(codesOf);
    expect(codes.filter((code) => code === 'register.disagrees')).toHaveLength(freeADay);
  });

  it('gets one answer as a post office too, and is counted although the household is refused', async () => {
    const enrol = (members: readonly object[], who: typeof officer | typeof post = post) =>
      room.withSecondPerson(who).post('/v1/households', { communeCode: '24133', address: 'Số 1', members });
    const answers = [
      await enrol([person(1, wrongName)]),
      await enrol([person(KNOWN + 1, { siNumber: '6600000004' })]),
      await enrol([person(3, { siNumber: '6600000009' })]),
    ];
    for (const { status, body } of answers)
      expect([status, body]).toMatchObject([
        422,
        {
          code: 'register.disagrees',
          errors: [{ pointer: '/members/0', detail: expect.stringContaining('document') }],
        },
      ]);
    expect(await room.db.household.count()).toBe(0);
    expect((await enrol([person(1, wrongName)], officer)).body).toMatchObject({
      code: 'participant.identity-differs',
      errors: [{ pointer: '/members/0/fullName' }],
    });
    expect((await audited()).map((row) => JSON.stringify(row))).toEqual([
      ...answers.map(() => expect.stringContaining('register.disagreed')),
      expect.stringContaining('register.difference-shown'),
    ]);
    for (let time = answers.length; time < DISAGREEMENT_LIMITS.freeADay; time += 1) await enrol([person(1, wrongName)]);
    const paused = await enrol([person(1)]);
    expect([paused.status, paused.body, paused.headers.get('retry-after')]).toMatchObject([
      429,
      { code: 'register.paused' },
      String(DISAGREEMENT_LIMITS.pauseMs / 1_000),
    ]);
  }, 60_000);
});
