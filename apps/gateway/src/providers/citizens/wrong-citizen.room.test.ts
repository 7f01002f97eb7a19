import { decodeJwt } from 'jose';
import type { Claims } from '../../../testing/crooked-provider';
import { type CrookedRoom, startCrookedRoom } from '../../../testing/crooked-room';
import { askTokens, exchangeOf, type TokenReply } from '../../../testing/person-client';
import { hasCode, isOver } from '../../../testing/provider-browser';

const CITIZEN = { sub: 'known', name: 'Nguyễn Thị Mẫu', personal_id: '066190000021', assurance_level: 2 };

describe('a citizen of whom the provider says something wrong', () => {
  let room: CrookedRoom;
  beforeAll(async () => {
    room = await startCrookedRoom();
  });
  afterAll(() => room.stop());

  /** The access token of who comes back, or the page that is shown in its place. */
  const come = async (change: Claims) => {
    const { page, asked } = await room.comeAs('citizens', { ...CITIZEN, ...change });
    if (!hasCode(page)) return { status: page.status, token: '', text: page.text };
    const reply = await askTokens(room.gateway.room.url, exchangeOf(page, asked));
    return { status: page.status, token: ((await reply.json()) as TokenReply).access_token, text: '' };
  };
  const statusOf = async (token: string, path: string): Promise<number> =>
    (await room.gateway.call(path, { headers: { authorization: `Bearer ${token}` } })).status;

  it.each<[string, Claims]>([
    ['no personal id', { personal_id: undefined }],
    ['a personal id with blanks', { personal_id: '066 190 000 021' }],
    ['a personal id as a number', { personal_id: 66_190_000_021 }],
    ['the nine digits of an old card', { personal_id: '241234567' }],
    ['thirteen digits', { personal_id: '0661900000210' }],
    ['no level', { assurance_level: undefined }],
    ['a level that there is not', { assurance_level: 3 }],
    ['no name', { name: ' ' }],
  ])('is nobody with %s', async (_which, change) => {
    const { page } = await room.comeAs('citizens', { ...CITIZEN, ...change });
    expect([page.status, hasCode(page)]).toEqual([403, false]);
    expect(await room.gateway.room.db.citizen.count()).toBe(0);
  });

  it('is nobody else when the provider says another personal id of the subject', async () => {
    expect((await come({})).token).not.toBe('');
    expect(await come({ personal_id: '066190000022' })).toMatchObject({ status: 403, token: '' });
    expect(await room.gateway.room.db.citizen.count()).toBe(1);
  });

  it('who signed up under the number of somebody else has nothing of that one, before and after', async () => {
    const owned = { personal_id: '066190000033', name: 'Chủ Số Định Danh' };
    const stranger = { ...owned, sub: 'stranger', assurance_level: 1 };
    const early = await come(stranger);
    expect([await statusOf(early.token, '/v1/me'), await statusOf(early.token, '/v1/me/record')]).toEqual([200, 403]);
    // Of two whom no officer has seen nobody knows which one it is.
    expect(await come({ ...owned, sub: 'owner', assurance_level: 1 })).toMatchObject({ status: 403, token: '' });
    const owner = await come({ ...owned, sub: 'owner' });
    expect(decodeJwt(owner.token).sub).toBe(decodeJwt(early.token).sub);
    expect(await statusOf(owner.token, '/v1/me')).toBe(200);
    // At once, also where a service has not heard of it yet.
    expect([await isOver(room.gateway, early.token), await statusOf(early.token, '/v1/me/record')]).toEqual([
      true,
      401,
    ]);
    const again = await come(stranger);
    expect([again.status, again.token, again.text.includes('mức độ 2')]).toEqual([403, '', true]);
    expect(await statusOf(owner.token, '/v1/me')).toBe(200);
  });

  it('who has a new subject is the same one', async () => {
    const before = await come({});
    const after = await come({ sub: 'known-anew' });
    expect(decodeJwt(after.token).sub).toBe(decodeJwt(before.token).sub);
  });
});
