import { Approval } from '@ansinh/contracts/operations/approvals.api';
import { newId } from '@ansinh/database';
import { sealPage } from '@ansinh/platform';
import { createKeyRing, DEVELOPMENT_KEYS, keyRing } from '@ansinh/secrets';
import type { PrismaClient } from '../../generated/prisma/client';
import { everythingIn, type Reply, type Room, startRoom, type Who } from '../../index';
import { heldProbe } from './held-probe';

const lan: Who = { role: 'officer', tenantCode: '66', subject: 'lan' };
const minh: Who = { role: 'approver', tenantCode: '66', subject: 'minh' };
const COLUMNS = heldProbe.sealed ?? [];
const older = createKeyRing([DEVELOPMENT_KEYS[1]]);

let room: Room<PrismaClient>;
beforeEach(async () => {
  room = await startRoom(heldProbe);
});
afterEach(() => room.stop());

const heldBy = ({ body }: Reply): Approval => Approval.parse(body);
const decide = ({ id, digest }: Approval): Promise<Reply> =>
  room.as(minh).post(`/v1/approvals/payment/${id}/decisions`, { decision: 'approve', digest });
const read = async ({ id }: Approval) => (await room.as(minh).get(`/v1/approvals/payment/${id}`)).body;

/** By column, how many values each key holds. */
const held = async (): Promise<Record<string, object>> => {
  const counted = await Promise.all(COLUMNS.map(async ({ name, count }) => [name, await count(room.db)] as const));
  return Object.fromEntries(
    counted.map(([name, byKey]) => [name, Object.fromEntries(byKey.map(({ key, values }) => [key, values]))]),
  );
};

/** All pages of all columns, a row at a time. */
const sealAll = async (): Promise<void> => {
  type Place = Parameters<typeof sealPage>[2];
  let place: Place | undefined = { column: COLUMNS[0]?.name ?? '', after: '' };
  while (place !== undefined) {
    const from: Place = place;
    place = await room.db.$transaction((db) => sealPage(db, COLUMNS, from, 1));
  }
};

/** What rests is sealed as a release before the newest key did it. */
const ageAll = async (): Promise<void> => {
  const rows = await room.db.$queryRaw<{ id: string; shows: string; answer: string | null; body: Uint8Array | null }[]>`
    SELECT id::text, shows, answer, body FROM platform.approvals`;
  for (const { id, shows, answer, body } of rows) {
    const aged = (part: 'answer' | 'shows', value: string): string =>
      older.seal(keyRing().open(value, ['approval', id, part]), ['approval', id, part]);
    const owner = ['approval', id, 'body'] as const;
    await room.db.$executeRaw`
      UPDATE platform.approvals SET shows = ${aged('shows', shows)},
        answer = ${answer === null ? null : aged('answer', answer)}::text,
        body = ${body === null ? null : older.sealBytes(keyRing().openBytes(body, owner), owner)}::bytea
      WHERE id = ${id}::uuid`;
  }
};

it('what waits for a second person rests sealed, is taken over by a new key, and is decided as it was shown', async () => {
  const [one, other, list] = [newId(), newId(), newId()];
  const additions = (id: string) => `/v1/counters/${id}/additions`;
  const waiting = heldBy(await room.as(lan).post(additions(one), { amountVnd: '918273' }));
  const file = heldBy(await room.as(lan).put(`/v1/counters/${list}/list`, '4\n5\n918274', { contentType: 'text/csv' }));
  expect(await everythingIn(room)).not.toMatch(/91827[34]/);
  const approved = heldBy(await room.as(lan).post(additions(other), { amountVnd: '7' }));
  await decide(approved);
  const shown = [await read(waiting), await read(file), await read(approved)];

  await ageAll();
  const allBy = (key: string) => ({
    'platform.approvals.shows': { [key]: 3 },
    'platform.approvals.answer': { [key]: 1 },
    'platform.approvals.body': { [key]: 2 },
  });
  expect(await held()).toEqual(allBy('development-1'));
  expect([await read(waiting), await read(file), await read(approved)]).toEqual(shown);
  await sealAll();
  expect(await held()).toEqual(allBy('development-2'));
  expect([await read(waiting), await read(file), await read(approved)]).toEqual(shown);
  expect((await decide(waiting)).body).toMatchObject({ answer: { body: { total: '918273' } } });
  expect((await decide(file)).body).toMatchObject({ answer: { body: { lines: 3 } } });
});
