import { EnrolHousehold, RegisterEmployer, SubmitDeclaration } from '@ansinh/contracts/enrollment/api';
import { RegisterFacility } from '@ansinh/contracts/health-insurance/registers.api';
import { ProposeBenefit } from '@ansinh/contracts/payment/api';
import { hundredths, hundredthsText } from '@ansinh/contracts/vocabulary/money';
import { sampleCatalogues } from '../catalogues/catalogue-lists';
import { sampleClaims } from './sample-claims';
import { createSampleRegion } from './sample-region';

const region = createSampleRegion(2026);
const claims = sampleClaims(region);
const someId = '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b';

describe('the sample region', () => {
  it('is accepted by every door it is posted to', () => {
    for (const facility of region.facilities) expect(RegisterFacility.parse(facility)).toEqual(facility);
    for (const employer of region.employers) {
      expect(RegisterEmployer.parse(employer.registration)).toEqual(employer.registration);
      expect(SubmitDeclaration.parse(employer.declaration)).toEqual(employer.declaration);
    }
    expect(EnrolHousehold.parse(region.household.enrolment)).toEqual(region.household.enrolment);
    for (const { proposal } of region.pensioners)
      expect(ProposeBenefit.parse({ ...proposal, participantId: someId })).toEqual({
        ...proposal,
        participantId: someId,
      });
  });

  it('has an employer with 50 workers, a household of 4 and two pensioners, one with a closed account', () => {
    expect(region.employers.map(({ workers }) => workers.length)).toEqual([50, 6, 4]);
    expect(region.household.enrolment.members).toHaveLength(4);
    const accounts = region.pensioners.map(({ proposal }) =>
      proposal.destination.channel === 'bank' ? proposal.destination.account.accountNumber : '',
    );
    expect(accounts.map((account) => region.closedAccounts.has(account))).toEqual([false, true]);
  });

  it('knows everybody once', () => {
    const people = [
      ...region.employers.flatMap(({ workers }) => workers),
      ...region.household.enrolment.members,
      ...region.patients.map(({ person }) => person),
      ...region.pensioners.map(({ person }) => person),
    ];
    expect(new Set(people.map((person) => person.personalId)).size).toBe(people.length);
    expect(new Set(people.map((person) => person.siNumber)).size).toBe(people.length);
  });

  it('is the same to the byte for the same seed, and another for another', () => {
    expect(createSampleRegion(2026)).toEqual(region);
    expect(sampleClaims(createSampleRegion(2026)).map(({ xml }) => xml)).toEqual(claims.map(({ xml }) => xml));
    expect(sampleClaims(createSampleRegion(2027))[0]?.xml).not.toBe(claims[0]?.xml);
  });
});

describe('the claims of the sample month', () => {
  it('are 41, from all three facilities, with visits and stays on and off route', () => {
    expect(claims).toHaveLength(41);
    const reasons = new Set(claims.map(({ encounter }) => encounter.visit.reasonCode));
    expect([...reasons].sort()).toEqual(['1.1', '1.12', '1.15', '1.18', '1.2', '1.3', '2', '3.2']);
    expect(claims.filter(({ encounter }) => encounter.visit.inpatient).length).toBeGreaterThanOrEqual(8);
  });

  it('lie within the month, with cards that are valid from the first to the last day', () => {
    for (const { encounter } of claims) {
      const { card } = encounter.visit;
      const [summary = {}] = encounter.tables.XML1;
      expect(summary.NGAY_RA?.slice(0, 6)).toBe('202610');
      expect(card.validFrom <= '2026-10-01' && card.validTo >= '2026-10-31').toBe(true);
    }
  });

  it('never have one person at two places at once, but for the duplicate', () => {
    const visits = claims.filter(({ expectedRule }) => expectedRule !== 'DUP').map(({ encounter }) => encounter.visit);
    for (const one of visits)
      for (const other of visits)
        if (one !== other && one.person.personalId === other.person.personalId)
          expect(one.leftAt < other.arrivedAt || other.leftAt < one.arrivedAt).toBe(true);
  });

  it('are right but for one duplicate, one broken total, one wrong level and one high price', () => {
    expect(claims.flatMap(({ expectedRule }) => expectedRule ?? [])).toEqual(['DUP', 'TOTALS', 'LEVEL', 'PRICE']);
    const [duplicate, broken, raised, dear] = claims.slice(-4).map(({ encounter }) => encounter);
    const keys = claims.map(({ facilityCode, encounter }) => `${facilityCode}/${encounter.key}`);
    expect(new Set(keys).size).toBe(41);
    expect(claims[4]?.encounter.expected).toEqual(duplicate?.expected);
    if (broken === undefined || raised === undefined || dear === undefined)
      throw new Error('the faulty claims are missing');
    expect(broken.tables.XML1[0]?.T_TONGCHI_BV).toBe(
      hundredthsText(hundredths(broken.expected.hospital + 10_000_000n)),
    );
    expect(raised.expected.benefitTenths).toBe(800n);
    expect(raised.tables.XML3[0]?.MUC_HUONG).toBe('100');
    const listed = sampleCatalogues(dear.visit.facility).find(({ kind }) => kind === 'services');
    const [line] = dear.tables.XML3;
    const row = listed?.rows.find(({ MA_DICH_VU }) => MA_DICH_VU === line?.MA_DICH_VU);
    expect(Number(line?.DON_GIA_BH)).toBeCloseTo(Number(row?.DON_GIA_BH) * 1.1);
  });
});
