import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { closedBy, networkOf, typedUsername } from './sign-in.rules';

describe('where a sign-in came from', () => {
  it.each([
    ['203.0.113.77', '203.0.113.x'],
    ['::ffff:203.0.113.77', '203.0.113.x'],
    ['2001:db8:7:1::9', '2001:db8:7::'],
    ['2001:db8::9', '2001:db8::'],
    ['::1', '::'],
    ['unknown', undefined],
    [undefined, undefined],
  ])('%s is told as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('an account', () => {
  const at = new Date('2026-10-05T08:30:00+07:00');
  const day = localDate('2026-10-05');
  const role = {
    role: 'officer',
    tenant: { kind: 'agency', code: '66' },
    firstDay: day,
    lastDay: day,
  } as const;
  const account = {
    accountId: 'person:lan',
    username: 'lan',
    name: 'Lan',
    office: 'A',
    personKey: 'k',
    staffNumber: null,
    openedAt: at,
    closedAt: null,
    roles: [role],
  };
  it.each([
    ['of today', account, '2026-10-05', undefined],
    ['whose role begins tomorrow', account, '2026-10-04', 'no-role'],
    ['whose role has ended', account, '2026-10-06', 'no-role'],
    ['that nobody opened', { ...account, openedAt: null }, '2026-10-05', 'not-opened'],
    ['that was closed', { ...account, closedAt: at }, '2026-10-05', 'closed'],
  ])('%s lets in, or says why not', (_which, one, on, reason) => {
    expect(closedBy(one, localDate(on))).toBe(reason);
  });

  it('is named in one way, however it is typed', () => {
    expect(typedUsername('  Tran.Thi.LAN ')).toBe('tran.thi.lan');
  });
});
