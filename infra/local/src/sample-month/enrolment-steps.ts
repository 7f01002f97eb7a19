import { createHash } from 'node:crypto';
import type { Declaration, Employer, Household, HouseholdOrder, Participant } from '@ansinh/contracts/enrollment/api';
import type { ImportResult } from '@ansinh/contracts/enrollment/imports.api';
import type { Page } from '@ansinh/contracts/wire/common.api';
import { type ImportedPerson, importRowOf, type SampleRegion } from '@ansinh/sample-data';
import { asAdministrators } from '../partners/administrators';
import { registerPartner } from '../partners/registration';
import { decided } from './approvals';
import { type Month, nationalAccountOf, needed } from './month';
import type { Partner } from './partners/partner';
import { sampleIdentity } from './partners/signing';

/** The software of a hospital gets its access by two administrators, unless an earlier run has done so. */
const registerSoftware = async (month: Month, code: string, name: string): Promise<void> => {
  const { gatewayUrl, mailUrl, hospitals, state } = month;
  if (await hospitals.get(code)?.isLetIn()) return;
  // Once for all hospitals: a one-time code is good once.
  state.administrators ??= await asAdministrators(gatewayUrl);
  const { administrators } = state;
  await registerPartner(
    { gatewayUrl, mailUrl, administrators },
    { clientId: `his-${code}`, name, role: 'hospital', tenantCode: code, national: nationalAccountOf(code) },
  );
};

/** The hospitals are let in, by two persons each time: contract data, account for settlements, national calls, certificate. */
export const registerFacilities = async (month: Month): Promise<string> => {
  const { region, partners } = month;
  for (const facility of region.facilities) {
    const { facilityCode } = facility;
    await decided(month, {
      path: '/v1/facilities',
      body: { json: facility },
      key: `sample-facility-${facilityCode}`,
    });
    await registerSoftware(month, facilityCode, `HIS of ${facility.name}`);
    const { certificatePem: pem } = sampleIdentity(facilityCode);
    // Another checkout signs with keys of its own: its certificate is another act.
    const key = createHash('sha256').update(pem).digest('hex').slice(0, 16);
    await decided(month, {
      path: `/v1/facilities/${facilityCode}/certificates`,
      body: { json: { pem } },
      key: `sample-certificate-${key}`,
    });
  }
  // The hospital of the demo client hears by e-mail of work that falls due.
  const mail = { channel: 'email', address: 'bhyt@benh-vien.example', language: 'vi' };
  await partners.hospital.put('/v1/contact', { json: { addresses: [mail] } });
  return `${region.facilities.length} facilities and their software`;
};

/** Of these people the register has an e-mail address: all pensioners, and some patients. */
export const reachedByEmail = ({ patients, pensioners }: SampleRegion): readonly ImportedPerson[] => [
  ...pensioners,
  ...patients.slice(0, 3),
];

/** The present register of people and cards moves in as NDJSON: the officer asks, the approver has seen what it brings. */
export const importRegister = async (month: Month): Promise<string> => {
  const { region, partners, state } = month;
  const rows = [...region.patients, ...region.pensioners];
  const reached = reachedByEmail(region);
  const ndjson = rows
    .map((row) => {
      const number = reached.indexOf(row) + 1;
      return JSON.stringify({ ...importRowOf(row), ...(number === 0 ? {} : { email: `nguoi-${number}@mau.example` }) });
    })
    .join('\n');
  const result = await decided<ImportResult>(month, {
    path: '/v1/imports/participants',
    body: { ndjson },
    key: 'sample-import',
  });
  if (result.rejected > 0) throw new Error(`the import rejected ${JSON.stringify(result.errors[0])}`);
  for (const { person } of reached) {
    const found = await findParticipant(partners.officer, person.personalId);
    state.participants.set(person.personalId, found.participantId);
  }
  return `${result.rows} people: ${result.imported} new, ${result.unchanged} known`;
};

export const findParticipant = async (officer: Partner, personalId: string): Promise<Participant> => {
  const json = { personalId };
  const page = await officer.post<Page<Participant>>(
    '/v1/participants/searches',
    { json },
    `sample-search-${personalId}`,
  );
  return needed(page.items[0], 'participant of this personal id');
};

/** The first employer does it itself; the officer enters the two small ones. */
export const registerEmployers = async ({ region, partners, state }: Month): Promise<string> => {
  for (const [index, { registration }] of region.employers.entries()) {
    const who = index === 0 ? partners.employer : partners.officer;
    const employer = await who.post<Employer>(
      '/v1/employers',
      { json: registration },
      `sample-employer-${registration.unitCode}`,
    );
    state.employers.set(registration.unitCode, employer.employerId);
  }
  return `${region.employers.length} employers`;
};

/** The first employer declares by itself; for the two small ones the officer does, and the approver approves it. */
export const declareWorkers = async (month: Month): Promise<string> => {
  const { region, partners, state } = month;
  let accepted = 0;
  for (const [index, { registration, declaration }] of region.employers.entries()) {
    const employerId = needed(state.employers.get(registration.unitCode), `employer ${registration.unitCode}`);
    const path = `/v1/employers/${employerId}/declarations`;
    const act = { path, body: { json: declaration }, key: `sample-declaration-${registration.unitCode}` };
    const result =
      index === 0
        ? await partners.employer.post<Declaration>(act.path, act.body, act.key)
        : await decided<Declaration>(month, act);
    const refused = result.lines.find((line) => line.outcome === 'rejected');
    if (refused !== undefined) throw new Error(`a declared worker was rejected: ${JSON.stringify(refused)}`);
    accepted += result.accepted;
  }
  return `${accepted} workers declared (D02-LT)`;
};

/** At the counter of a post office. */
export const orderHouseholdInsurance = async ({ region, partners, state }: Month): Promise<string> => {
  const { enrolment, months, initialFacilityCode } = region.household;
  const post = partners['post-office'];
  const household = await post.post<Household>('/v1/households', { json: enrolment }, 'sample-household');
  const participantIds = household.members.map((member) => member.participantId);
  const path = `/v1/households/${household.householdId}/health-insurance-orders`;
  const order = await post.post<HouseholdOrder>(
    path,
    { json: { participantIds, months, initialFacilityCode } },
    'sample-order',
  );
  state.household = household;
  state.order = order;
  return `${order.members.length} members for ${months} months, reference ${order.reference}`;
};
