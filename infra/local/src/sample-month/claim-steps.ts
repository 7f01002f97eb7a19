import type { Claim } from '@ansinh/contracts/health-insurance/api';
import type { CardLookUp, Eligibility } from '@ansinh/contracts/health-insurance/reception.api';
import type { Catalogue } from '@ansinh/contracts/health-insurance/registers.api';
import type { Settlement } from '@ansinh/contracts/health-insurance/settlements.api';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { toHundredths } from '@ansinh/contracts/vocabulary/money';
import type { Page } from '@ansinh/contracts/wire/common.api';
import { type SampleClaim, sampleCatalogues } from '@ansinh/sample-data';
import { decided } from './approvals';
import { dong, type Month, needed, until } from './month';

/** Each hospital tells what it may use and at which price (files 01-06/DM): its claims are held against these lists. */
export const uploadLists = async (month: Month): Promise<string> => {
  const { region } = month;
  const uploaded: Catalogue[] = [];
  for (const facility of region.facilities)
    for (const { kind, rows } of sampleCatalogues(facility)) {
      const path = `/v1/facilities/${facility.facilityCode}/catalogues/${kind}?validFrom=${region.month}-01`;
      uploaded.push(await decided<Catalogue>(month, { path, body: { json: rows } }));
    }
  const rows = uploaded.reduce((sum, list) => sum + list.rows, 0);
  return `${uploaded.length} lists of ${region.facilities.length} hospitals with ${rows} rows`;
};

/** The cards travel from enrolment to health insurance by events; a hospital that looks one up before would be told 050. */
export const lookCardsUp = async ({ region, partners }: Month): Promise<string> => {
  for (const { person, card } of region.patients) {
    const { cardNumber } = card;
    const { fullName, birthDate } = person;
    const json: CardLookUp = { cardNumber, date: localDate(`${region.month}-15`), fullName, birthDate };
    await until(`the card of every patient is known at reception`, async () => {
      const answer = await partners.hospital.post<Eligibility>('/v1/insurance-cards/look-ups', { json });
      return answer.resultCode === '050' ? undefined : answer;
    });
  }
  return `${region.patients.length} cards looked up at reception`;
};

/** Each hospital sends one after the other, as its software does; the three hospitals send at the same time. */
const sendAll = async (month: Month, send: (claim: SampleClaim) => Promise<void>): Promise<void> => {
  await Promise.all(
    month.region.facilities.map(async ({ facilityCode }) => {
      for (const claim of month.claims.filter((each) => each.facilityCode === facilityCode)) await send(claim);
    }),
  );
};

export const checkPatientsIn = async (month: Month): Promise<string> => {
  await sendAll(month, async (claim) => {
    const hospital = needed(month.hospitals.get(claim.facilityCode), `hospital ${claim.facilityCode}`);
    const answer = await hospital.sendCheckIn(claim.checkIn);
    if (answer.maKetQua !== '200') throw new Error(`a check-in was answered ${answer.maKetQua}: ${answer.thongDiep}`);
  });
  return `${month.claims.length} patients checked in (XML0)`;
};

export const submitClaims = async (month: Month): Promise<string> => {
  await sendAll(month, async (claim) => {
    const hospital = needed(month.hospitals.get(claim.facilityCode), `hospital ${claim.facilityCode}`);
    const answer = await hospital.sendClaimFile(claim.xml);
    if (answer.maKetQua !== '200')
      throw new Error(
        `claim ${claim.encounter.key} (${claim.story}) was answered ${answer.maKetQua}: ${answer.thongDiep}`,
      );
  });
  return `${month.claims.length} files (GIAMDINHHS, base64) through the national calls`;
};

const claimsOf = async (month: Month): Promise<Claim[]> => {
  const claims: Claim[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({
      month: month.region.month,
      pageSize: '200',
      ...(cursor === undefined ? {} : { cursor }),
    });
    const page: Page<Claim> = await month.partners.officer.get(`/v1/claims?${query}`);
    claims.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return claims;
};

/** Every claim is answered, and the planted faults are found by the rule that is meant to find them. */
export const waitForAppraisal = async (month: Month): Promise<string> => {
  const answered = await until('every claim is appraised', async () => {
    const claims = await claimsOf(month);
    const isComplete = claims.length >= month.claims.length && claims.every((claim) => claim.outcome !== null);
    return isComplete ? claims : undefined;
  });
  const reasons = new Set<string>();
  for (const { encounter, expectedRule, story } of month.claims) {
    const listed = needed(
      answered.find(({ encounterKey }) => encounterKey === encounter.key),
      `claim ${encounter.key}`,
    );
    const claim = await month.partners.officer.get<Claim>(`/v1/claims/${listed.claimId}`);
    const rules = claim.findings.map(({ rule }) => rule);
    const isAsExpected = expectedRule === undefined ? claim.outcome === 'accepted' : rules.includes(expectedRule);
    if (!isAsExpected) {
      const findings = JSON.stringify(claim.findings.slice(0, 3));
      throw new Error(`claim ${encounter.key} (${story}) was answered ${claim.outcome} with ${findings}`);
    }
    for (const rule of rules) reasons.add(rule);
  }
  const accepted = answered.filter(({ outcome }) => outcome === 'accepted');
  const returned = answered.filter(({ outcome }) => outcome === 'returned');
  return `${accepted.length} accepted, ${returned.length} returned; found: ${[...reasons].sort().join(', ')}`;
};

export const settleMonth = async (month: Month): Promise<string> => {
  for (const { facilityCode } of month.region.facilities) {
    const json = { facilityCode, month: month.region.month };
    const settlement = await decided<Settlement>(month, {
      path: '/v1/settlements',
      body: { json },
      key: `sample-settlement-${facilityCode}-${month.region.month}`,
    });
    month.state.settlements.push(settlement);
  }
  const claims = month.state.settlements.reduce((sum, settlement) => sum + settlement.claims, 0);
  const hundredths = month.state.settlements.reduce((sum, { fundPays }) => sum + toHundredths(fundPays), 0n);
  const totalVnd = month.state.settlements.reduce((sum, { amountVnd }) => sum + BigInt(amountVnd), 0n);
  return `${claims} claims of ${month.state.settlements.length} facilities: ${dong(totalVnd)} (${hundredths} hundredths before rounding)`;
};
