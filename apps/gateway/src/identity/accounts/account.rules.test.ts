import { addDays, localDate } from '@ansinh/contracts/vocabulary/calendar';
import { PersonRole, ROLES, tenantText } from '@ansinh/contracts/wire/permissions';
import fc from 'fast-check';
import {
  type AccountRole,
  hasLost,
  permissionsOn,
  requireBothFactors,
  requirePerson,
  requireRoles,
  rolesOn,
  statusOf,
  tenantsOn,
} from './account.rules';

const DAY = localDate('2026-10-05');
const CODES: Readonly<Record<string, readonly string[]>> = {
  agency: ['66', '52'],
  facility: ['66001', '66002'],
  bank: ['970405'],
  'post-office': ['630000'],
  employer: ['6000000001DNA03', '6000000002DNA03', '6000000003DNA03'],
};

const dated = fc
  .record({
    role: fc.constantFrom(...PersonRole.options),
    place: fc.nat(),
    from: fc.integer({ min: -40, max: 40 }),
    days: fc.option(fc.nat({ max: 40 }), { nil: undefined }),
  })
  .map(({ role, place, from, days }): AccountRole => {
    const kind = ROLES[role].tenantKind;
    const codes = CODES[kind] ?? [];
    const firstDay = addDays(DAY, from);
    return {
      role,
      tenant: { kind, code: codes[place % codes.length] ?? '' },
      firstDay,
      lastDay: days === undefined ? undefined : addDays(firstDay, days),
    };
  });

/** The days on which a role counts, one by one. */
const daysOf = ({ firstDay, lastDay }: AccountRole): ReadonlySet<string> => {
  const days = new Set<string>();
  for (let day = firstDay; day <= (lastDay ?? addDays(DAY, 120)); day = addDays(day, 1)) days.add(day);
  return days;
};

describe('the roles of a person', () => {
  it('count on their days alone, and allow in a tenant what its own roles allow', () => {
    fc.assert(
      fc.property(fc.array(dated, { maxLength: 6 }), fc.integer({ min: -50, max: 50 }), (roles, offset) => {
        const day = addDays(DAY, offset);
        const counting = roles.filter((role) => daysOf(role).has(day));
        expect(rolesOn(roles, day)).toEqual(counting);
        const tenants = tenantsOn(roles, day);
        expect(tenants.map(tenantText)).toEqual([...new Set(counting.map(({ tenant }) => tenantText(tenant)))]);
        for (const tenant of tenants) {
          const allowed = new Set<string>();
          for (const role of counting)
            if (tenantText(role.tenant) === tenantText(tenant))
              for (const permission of ROLES[role.role].permissions) allowed.add(permission);
          expect([...permissionsOn(roles, day, tenant)].sort()).toEqual([...allowed].sort());
        }
      }),
    );
  });

  const officer = { role: 'officer', tenantCode: '66', firstDay: DAY } as const;
  it.each([
    [
      'one after the other',
      [
        { ...officer, lastDay: addDays(DAY, 9) },
        { ...officer, firstDay: addDays(DAY, 10) },
      ],
      true,
    ],
    [
      'that meet on a day',
      [
        { ...officer, lastDay: addDays(DAY, 10) },
        { ...officer, firstDay: addDays(DAY, 10) },
      ],
      false,
    ],
    ['twice the same without an end', [officer, officer], false],
    ['the same in two agencies', [officer, { ...officer, tenantCode: '52' }], true],
    ['two of one agency', [officer, { ...officer, role: 'operator' as const }], true],
    ['that end before they begin', [{ ...officer, lastDay: addDays(DAY, -1) }], false],
    ['of one day', [{ ...officer, lastDay: DAY }], true],
  ])('%s are taken: %#', (_which, roles, isTaken) => {
    if (isTaken) expect(requireRoles(roles)).toHaveLength(roles.length);
    else expect(() => requireRoles(roles)).toThrow('account.roles-invalid');
  });

  it('are of a tenant of their kind', () => {
    expect(() => requireRoles([{ ...officer, tenantCode: '66001' }])).toThrow('request.invalid');
    expect(() => requireRoles([{ ...officer, role: 'hospital-staff' }])).toThrow('request.invalid');
  });
});

describe('an account', () => {
  const at = new Date('2026-10-05T08:30:00+07:00');
  it.each([
    ['that nobody opened', null, null, 'invited'],
    ['that was opened', at, null, 'open'],
    ['that was closed', at, at, 'closed'],
    ['that was closed before anybody opened it', null, at, 'closed'],
  ])('%s is told so', (_which, openedAt, closedAt, status) => {
    expect(statusOf({ openedAt, closedAt })).toBe(status);
  });
});

describe('who acts on accounts', () => {
  const machine = {
    subject: 'officer',
    tenant: { kind: 'agency', code: '66' },
    permissions: new Set<never>(),
  } as const;
  const person = (factors: 1 | 2) => ({ ...machine, person: { key: 'k', session: 's', factors } });
  it('is a person, and shows both factors where a door is opened', () => {
    expect(() => requirePerson(machine)).toThrow('approval.person-required');
    expect(requirePerson(person(1)).key).toBe('k');
    expect(() => requireBothFactors(machine)).toThrow('approval.person-required');
    expect(() => requireBothFactors(person(1))).toThrow('approval.two-factors-required');
    expect(requireBothFactors(person(2)).key).toBe('k');
  });
});

describe('what an account has lost', () => {
  const officer: AccountRole = {
    role: 'officer',
    tenant: { kind: 'agency', code: '66' },
    firstDay: DAY,
    lastDay: undefined,
  };
  it('is a role of before that is not there, for that tenant; another day of it is none', () => {
    const approver: AccountRole = { ...officer, role: 'approver' };
    const elsewhere: AccountRole = { ...officer, tenant: { kind: 'agency', code: '52' } };
    expect(hasLost([officer], [{ ...officer, firstDay: addDays(DAY, 1) }, approver])).toBe(false);
    expect(hasLost([officer, approver], [officer])).toBe(true);
    expect(hasLost([officer], [elsewhere])).toBe(true);
    expect(hasLost([], [officer])).toBe(false);
  });
});
