import { decodeJwt } from 'jose';
import type { Claims } from '../../../testing/crooked-provider';
import { type CrookedRoom, startCrookedRoom } from '../../../testing/crooked-room';
import { ADMINISTRATOR, byTwo } from '../../../testing/gateway-room';
import { askTokens, exchangeOf, type TokenReply } from '../../../testing/person-client';
import { isOver } from '../../../testing/provider-browser';
import { gatewayConfig } from '../../config';
import { openIdentityKeys } from '../../identity/accounts/identity-keys';

describe('an account and its person at the provider of the agency', () => {
  let room: CrookedRoom;
  beforeAll(async () => {
    room = await startCrookedRoom();
  });
  afterAll(() => room.stop());

  const add = async (username: string, more: object = {}): Promise<void> => {
    const personKey = openIdentityKeys(gatewayConfig({}).personKey).personKeyOf('066190012399');
    const roles = [{ role: 'officer', tenantCode: '66', firstDay: '2026-01-01' }];
    const body = { username, name: 'Lê Thị Mới', office: 'Phòng Thu', personKey, roles, ...more };
    expect((await byTwo(room.gateway, (maker) => maker.post('/v1/staff', body))).status).toBe(201);
  };
  const draw = async (accountId: string, subject: string): Promise<string> => {
    const reply = await room.gateway.room.as({ ...ADMINISTRATOR, subject }).post(`/v1/staff/${accountId}/invitations`);
    return (reply.body as { code: string }).code;
  };
  const tokenOf = async ({ page, asked }: Pick<Awaited<ReturnType<CrookedRoom['comeAs']>>, 'page' | 'asked'>) => {
    const reply = await askTokens(room.gateway.room.url, exchangeOf(page, asked));
    return ((await reply.json()) as Partial<TokenReply>).access_token ?? '';
  };
  const come = (sub: string, more: Claims = {}) => room.comeAs('agency', { sub, acr: 'two', ...more });
  const comeWithCodes = async (sub: string, username: string): Promise<string> => {
    const accountId = `person:${username}`;
    const first = await draw(accountId, 'person:administrator');
    const second = await draw(accountId, 'person:administrator-2');
    const { browser, asked, page } = await come(sub);
    return tokenOf({ asked, page: await browser.submit(page, { username, first, second }) });
  };
  it('are told apart by subject: who comes with new codes takes the place of who was there, and ends what that one has open', async () => {
    await add('new.comer');
    const before = await comeWithCodes('first', 'new.comer');
    expect([decodeJwt(before).sub, await isOver(room.gateway, before)]).toEqual(['person:new.comer', false]);
    const after = await comeWithCodes('second', 'new.comer');
    expect(decodeJwt(after).sub).toBe('person:new.comer');
    expect([await isOver(room.gateway, before), await isOver(room.gateway, after)]).toEqual([true, false]);
    expect((await come('first')).page.text).toContain('name="second"');
  });

  it('are not one by a number that somebody else brings later', async () => {
    await add('numbered', { staffNumber: 'BHXH-66-0007' });
    const owner = await tokenOf(await come('owner', { staff_number: 'BHXH-66-0007' }));
    expect(decodeJwt(owner).sub).toBe('person:numbered');
    const other = await come('other', { staff_number: 'BHXH-66-0007' });
    expect(other.page.text).toContain('name="second"');
    expect(decodeJwt(await tokenOf(await come('owner'))).sub).toBe('person:numbered');
  });

  it('are none where two accounts have the number, and by an address of mail never', async () => {
    await add('twice.one', { staffNumber: 'BHXH-66-0008' });
    await add('twice.two', { staffNumber: 'BHXH-66-0008' });
    for (const claims of [
      { staff_number: 'BHXH-66-0008' },
      { email: 'officer@bhxh.example', preferred_username: 'officer' },
    ])
      expect((await come('nobody', claims)).page.text).toContain('name="second"');
  });
});
