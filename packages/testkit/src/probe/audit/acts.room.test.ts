import { digestOf, writtenOf } from '@ansinh/audit';
import { newId } from '@ansinh/database';
import { eventually } from '../../faults/eventually';
import type { PrismaClient } from '../../generated/prisma/client';
import { type Room, startRoom } from '../../rooms/room';
import { ID, keeper, OTHER_ID, reply } from './keeper';

const LAN = { role: 'officer', tenantCode: '66', subject: 'lan' } as const;
const BANK = { role: 'bank', tenantCode: '970405', subject: 'bank-client' } as const;

type Row = {
  readonly subject: string;
  readonly tenant: string;
  readonly action: string;
  readonly target: string;
  readonly reason: string | null;
  readonly outcome: string | null;
  readonly before: string | null;
  readonly after: string | null;
};

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(keeper);
});
afterEach(() => room.stop());

const audited = () =>
  room.db.$queryRaw<Row[]>`
    SELECT subject, tenant, action, target, reason, outcome, before_digest AS before, after_digest AS after
    FROM platform.audit ORDER BY position`;
const silently = (key: string, reason = 'because') =>
  room.as(LAN).post(`/v1/payouts/${ID}/silent`, { reason }, { key });

describe('a request that changes something', () => {
  it('is in the audit although its command says nothing: who, on whose behalf, on what, why and with which answer', async () => {
    expect((await silently('one')).status).toBe(200);
    expect(await audited()).toEqual([
      {
        subject: 'lan',
        tenant: 'agency:66',
        action: 'POST /v1/payouts/:payoutId/silent',
        target: `payout:${ID}`,
        reason: writtenOf('because'),
        outcome: null,
        before: null,
        after: digestOf(reply),
      },
    ]);
  });

  it('is there once, however often it is sent again, and not at all when it is refused', async () => {
    for (let times = 0; times < 3; times += 1) await silently('one');
    expect((await silently('two', 'refuse')).status).toBe(422);
    expect(await audited()).toHaveLength(1);
  });

  it('is there as its command says it, with digests of what was and what is', async () => {
    await room.as(LAN).put(`/v1/payouts/${ID}/spoken`);
    const said = { subject: 'lan', action: 'key.turn', target: `payout:${ID}` };
    expect(await audited()).toMatchObject([
      { ...said, outcome: 'open', before: digestOf({ state: 'open' }), after: digestOf({ turned: 'open' }) },
      { ...said, outcome: 'closed', before: digestOf({ state: 'closed' }), after: digestOf({ turned: 'closed' }) },
    ]);
  });

  it('is there with what its door has answered, where its command does not say what the thing is since', async () => {
    await room.as(LAN).put(`/v1/payouts/${ID}/brief`);
    expect(await audited()).toMatchObject([
      { action: 'key.turn', target: `payout:${ID}`, after: digestOf(reply) },
      { action: 'key.note', target: 'import', after: null },
    ]);
  });

  it('that opens its transactions itself is there by what it says, or by its door', async () => {
    const work = (speaks: boolean) => room.as(LAN).post(`/v1/payouts/${ID}/work`, { speaks });
    await work(true);
    expect(await audited()).toMatchObject([{ action: 'key.work', target: `payout:${ID}` }]);
    await work(false);
    await eventually(async () =>
      expect((await audited()).slice(1)).toMatchObject([
        { subject: 'lan', action: 'POST /v1/payouts/:payoutId/work', target: `payout:${ID}`, outcome: 'once' },
      ]),
    );
  });
});

describe('a reading of the record of a person', () => {
  it('is noted with whose it is, many at once as one row; one that shows nothing is not', async () => {
    for (let times = 0; times < 5; times += 1) await room.as(LAN).get(`/v1/payouts/${ID}`);
    expect((await room.as(LAN).get(`/v1/payouts/${newId()}`)).status).toBe(404);
    const timesOf = ({ outcome }: Row): number => (outcome === 'once' ? 1 : Number.parseInt(outcome ?? '', 10));
    const read = async () => (await audited()).filter(({ action }) => action === 'person.read');
    await eventually(async () => expect((await read()).reduce((sum, row) => sum + timesOf(row), 0)).toBe(5));
    for (const row of await read())
      expect(row).toMatchObject({ subject: 'lan', tenant: 'agency:66', action: 'person.read', target: `payout:${ID}` });
  });
});

describe('a list and a look-up', () => {
  const readOf = async (target: string) => (await audited()).filter((row) => row.target === target);

  it('are noted with whom they showed, so that the readings of a thing are found by it', async () => {
    await room.as(LAN).get('/v1/payouts');
    await room.as(LAN).post('/v1/payouts/look-ups', undefined);
    await eventually(async () => {
      for (const target of [`payout:${ID}`, `payout:${OTHER_ID}`, `participant:${ID}`])
        expect(await readOf(target)).toMatchObject([{ subject: 'lan', action: 'person.read', outcome: 'once' }]);
    });
  });
});

describe('a thing that is not there for who asks', () => {
  it('is noted as a refusal, as often as somebody has tried', async () => {
    for (let times = 0; times < 3; times += 1) await room.as(LAN).get(`/v1/payouts/${newId()}`);
    await eventually(async () => {
      const rows = (await audited()).filter(({ action }) => action === 'refused');
      expect(rows.map(({ target, reason }) => [target, reason])).toContainEqual([
        'GET /v1/payouts/:payoutId',
        'request.not-found',
      ]);
    });
  });
});

describe('a refusal by right', () => {
  it('is noted with who was refused at which door', async () => {
    expect((await room.as(BANK).put(`/v1/payouts/${ID}/spoken`)).status).toBe(403);
    await eventually(async () =>
      expect(await audited()).toMatchObject([
        {
          subject: 'bank-client',
          tenant: 'bank:970405',
          action: 'refused',
          target: 'PUT /v1/payouts/:payoutId/spoken',
          reason: 'auth.forbidden',
          outcome: 'once',
        },
      ]),
    );
  });
});
