import { isNameOf, requireFacilityDestination, requireParticipantDestination } from './beneficiary.rules';

const account = (accountName: string) =>
  ({ channel: 'bank', account: { bankBin: '970436', accountNumber: '0011001932418', accountName } }) as const;
const CASH = { channel: 'post-office', postOfficeCode: '630000' } as const;

describe('an account', () => {
  it('carries a name as banks write it: capitals, no accents, single spaces', () => {
    expect(isNameOf('DANG THI  ANH', ['Đặng Thị Ánh'])).toBe(true);
    expect(isNameOf('DANG THI ANH', ['Đặng Thị Oanh'])).toBe(false);
  });

  it('of somebody else is no destination for a participant; cash is', () => {
    expect(() => requireParticipantDestination(account('DANG THI ANH'), 'Đặng Thị Ánh')).not.toThrow();
    expect(() => requireParticipantDestination(CASH, 'Đặng Thị Ánh')).not.toThrow();
    expect(() => requireParticipantDestination(account('DANG THI OANH'), 'Đặng Thị Ánh')).toThrow(
      'payout.account-name-differs',
    );
  });

  it('of a facility is in its own or its registered name; cash is no destination', () => {
    const facility = { name: 'Bệnh viện mẫu', accountName: 'SO Y TE MAU' };
    expect(() => requireFacilityDestination(account('BENH VIEN MAU'), facility)).not.toThrow();
    expect(() => requireFacilityDestination(account('Sở Y tế mẫu'), facility)).not.toThrow();
    expect(() => requireFacilityDestination(account('PHONG KHAM KHAC'), facility)).toThrow(
      'payout.account-name-differs',
    );
    expect(() => requireFacilityDestination(CASH, facility)).toThrow('payout.destination-refused');
  });
});

describe('a channel that nobody prepared', () => {
  it('pays nobody: whether its account must carry a name is not known', () => {
    const destination = JSON.parse('{"channel":"wallet","account":{"accountName":"DANG THI OANH"}}');
    expect(() => requireParticipantDestination(destination, 'Đặng Thị Ánh')).toThrow();
    expect(() => requireFacilityDestination(destination, { name: 'A', accountName: 'A' })).toThrow();
  });
});
