import { randomUUID } from 'node:crypto';
import { PayoutPaid } from '@ansinh/contracts/payment/events';
import { vnd, vndText } from '@ansinh/contracts/vocabulary/money';
import type { EventAttributes } from '@ansinh/contracts/wire/envelope';
import { headersOf } from '@ansinh/messaging';
import type { PrismaClient } from '../generated/prisma/client';
import { type Room, startRoom } from '../rooms/room';
import { mirrorOf, probeService } from './probe';

/** What a consumer does with events of a producer that is one version ahead of it (fault F36). */
describe('an event of a newer producer', () => {
  let room: Room<PrismaClient>;
  beforeAll(async () => {
    room = await startRoom(probeService);
  });
  afterAll(() => room.stop());

  const newCounter = () => `${randomUUID().slice(0, -1)}7`;
  const totalOf = async (id: string) =>
    vndText(vnd((await room.db.counter.findUnique({ where: { id } }))?.total ?? 0n));
  const paid = (payoutId: string) => ({
    payoutId,
    kind: 'pension',
    sourceId: payoutId,
    beneficiary: { kind: 'participant', id: payoutId },
    period: '2026-10',
    amountVnd: '7',
    channel: 'bank',
    paidAt: '2026-10-05T08:30:00+07:00',
  });
  const message = (type: string, id: string, data: unknown) => {
    const attributes: EventAttributes = {
      specversion: '1.0',
      id: randomUUID(),
      source: '/ansinh/payment',
      type,
      subject: id,
      time: '2026-10-05T01:30:00.000Z',
      datacontenttype: 'application/json',
      aggregateversion: 1,
      tenant: 'agency:66',
      causationid: 'request:test',
    };
    return { topic: PayoutPaid.topic, headers: headersOf(attributes), value: Buffer.from(JSON.stringify(data)) };
  };

  it('with a field that we do not know yet takes effect, and nothing goes to the dead letters', async () => {
    const id = newCounter();
    await room.deliverRaw(message(PayoutPaid.type, id, { ...paid(id), instrument: 'instant' }));
    expect(await totalOf(mirrorOf(id))).toBe('7');
    expect(await room.deadLetters()).toEqual([]);
  });

  it('of kinds that we do not know yet takes effect, and nothing goes to the dead letters', async () => {
    const id = newCounter();
    const later = {
      ...paid(id),
      kind: 'kind-of-a-later-release',
      beneficiary: { kind: 'payee-of-a-later-release', id },
      channel: 'channel-of-a-later-release',
    };
    const known = message(PayoutPaid.type, id, later);
    await room.deliverRaw({ ...known, headers: { ...known.headers, ce_tenant: 'ministry:moh' } });
    expect(await totalOf(mirrorOf(id))).toBe('7');
    expect(await room.deadLetters()).toEqual([]);
  });

  it('with a header that we do not know yet takes effect', async () => {
    const id = newCounter();
    const known = message(PayoutPaid.type, id, paid(id));
    await room.deliverRaw({ ...known, headers: { ...known.headers, ce_priority: 'high' } });
    expect(await totalOf(mirrorOf(id))).toBe('7');
  });

  it('of a version that we do not know is kept for a replay, and does not stop the next one', async () => {
    const id = newCounter();
    await room.deliverRaw(message(PayoutPaid.type.replace('.v1', '.v2'), id, { payoutId: id, amount: '7' }));
    const other = newCounter();
    await room.deliverRaw(message(PayoutPaid.type, other, paid(other)));
    expect((await room.deadLetters()).map(({ cause }) => cause)).toEqual(['unknown-type']);
    expect([await totalOf(mirrorOf(id)), await totalOf(mirrorOf(other))]).toEqual(['0', '7']);
  });

  it('of a tenant that is none is kept too, and does not stop the next one', async () => {
    const before = (await room.deadLetters()).length;
    const [id, other] = [newCounter(), newCounter()];
    const known = message(PayoutPaid.type, id, paid(id));
    await room.deliverRaw({ ...known, offset: '7001', headers: { ...known.headers, ce_tenant: 'PHARMACY 66001' } });
    await room.deliverRaw({ ...message(PayoutPaid.type, other, paid(other)), offset: '7002' });
    expect((await room.deadLetters()).slice(before).map(({ cause }) => cause)).toEqual(['headers']);
    expect([await totalOf(mirrorOf(id)), await totalOf(mirrorOf(other))]).toEqual(['0', '7']);
  });
});
