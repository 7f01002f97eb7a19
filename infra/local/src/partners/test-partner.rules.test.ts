import { RegisterClient } from '@ansinh/contracts/gateway/clients.api';
import { BankBin, FacilityCode, PostOfficeCode, UnitCode } from '@ansinh/contracts/vocabulary/identifiers';
import { partnersAsked, testPartners } from './test-partner.rules';

describe('test partners', () => {
  const all = testPartners(100);

  it('are as many of each kind as were asked for, each with an id and a code of its own', () => {
    expect(all).toHaveLength(400);
    expect(new Set(all.map(({ clientId }) => clientId)).size).toBe(400);
    expect(new Set(all.map(({ tenantCode }) => tenantCode)).size).toBe(400);
  });

  it('have ids and codes that the door takes', () => {
    const codes = { hospital: FacilityCode, bank: BankBin, 'post-office': PostOfficeCode, employer: UnitCode };
    const contact = { name: 'x', email: 'x@x.example' };
    for (const { national: _national, ...partner } of all) {
      const { role } = RegisterClient.parse({ ...partner, contact });
      expect(role in codes && codes[role as keyof typeof codes].safeParse(partner.tenantCode).success).toBe(true);
    }
  });

  it.each([
    [[], undefined],
    [['--empty', '--partners', '3'], 3],
  ])('are asked for by %j', (args, expected) => expect(partnersAsked(args, false)).toBe(expected));

  it.each([[['--partners']], [['--partners', '0']], [['--partners', '101']], [['--partners', 'x']]])(
    'are not made of %j',
    (args) => expect(() => partnersAsked(args, false)).toThrow('1 to 100'),
  );

  it('are refused in production', () => {
    expect(() => partnersAsked(['--partners', '1'], true)).toThrow('NODE_ENV=production');
  });
});
