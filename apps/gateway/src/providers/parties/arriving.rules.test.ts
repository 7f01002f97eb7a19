import fc from 'fast-check';
import { readProviders } from '../settings/provider-settings';
import { arrivingCitizen, arrivingStaff, factorsOf } from './arriving.rules';

const OURS = { issuer: 'https://id.example', clientId: 'an-sinh', clientSecret: 'x'.repeat(32) };
const { agency, citizens } = readProviders(
  {
    agency: { ...OURS, staffNumberClaim: 'staff_number', twoFactors: { acr: ['strong'], amr: ['mfa'] } },
    citizens: { ...OURS, issuer: 'https://national.example' },
  },
  true,
);
if (agency === undefined || citizens === undefined) throw new Error('both are named');

describe('who came back of a provider', () => {
  it.each([
    ['an acr that is named', { acr: 'strong' }, 2],
    ['an amr that is named', { amr: ['pwd', 'mfa'] }, 2],
    ['another acr', { acr: 'stronger' }, 1],
    ['an amr as a text', { amr: 'mfa' }, 1],
    ['nothing', {}, 1],
  ])('has shown as many factors as %s says', (_which, claims, factors) => {
    expect(factorsOf(claims, agency)).toBe(factors);
  });

  it('of the agency is a subject and perhaps a staff number: roles, mail and names of the provider count for nothing', () => {
    const claims = { sub: 's', email: 'lan@bhxh.example', roles: ['administrator'], staff_number: 'BHXH-66-0123' };
    expect(arrivingStaff(claims, agency)).toEqual({
      issuer: OURS.issuer,
      subject: 's',
      providerSession: undefined,
      factors: 1,
      staffNumber: 'BHXH-66-0123',
    });
    for (const staffNumber of ['', 'a b', 7, null, ['BHXH-66-0123']])
      expect(arrivingStaff({ sub: 's', staff_number: staffNumber }, agency).staffNumber).toBeUndefined();
  });

  it('is a citizen by twelve digits alone, whatever else stands in their place', () => {
    const notTwelve = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.array(fc.string()), fc.object());
    fc.assert(
      fc.property(notTwelve, (personalId) => {
        fc.pre(typeof personalId !== 'string' || !/^\d{12}$/.test(personalId));
        const claims = { sub: 's', personal_id: personalId, name: 'Mẫu', assurance_level: 2 };
        expect(arrivingCitizen(claims, citizens)).toEqual({ fault: 'personal-id' });
      }),
    );
  });
});
