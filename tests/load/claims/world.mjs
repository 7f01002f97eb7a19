// The facilities, their software, the insured people and the files of the load test, all from one seed.
import { createRequire } from 'node:module';
import { bearer, demand } from '../platform/door.mjs';

const require = createRequire(import.meta.url);
const sample = require('@ansinh/sample-data');

const SEED = 26;
// With its laboratory results and notes a file has 30 rows and some 37 kB.
const LINES = 17;
const HUGE_EVERY = 1_000;
const MONTH = '2026-10';
// A stay of 67 days that ends in that month.
const HUGE_FROM = { month: '2026-08', day: 20 };
const PEOPLE_MAX = 20_000;
// Every file is a stay: only who has beds sends one.
const facilities = sample.SAMPLE_FACILITIES.filter(({ inpatient }) => inpatient);
const wish = { seed: SEED, initialFacilityCodes: facilities.map(({ facilityCode }) => facilityCode) };
// Cards of working people are valid the whole year; a child's may end on the way.
const group = sample.cardGroupOf('DN');
const json = (value) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });

const signed = (xml, identity) => (identity === undefined ? xml : sample.signClaimFile(xml, identity));
export const personAt = (index) => sample.importedPersonAt(wish, index % PEOPLE_MAX, group);

/** Registers the facilities and their software, and imports as many people as there will be claims. */
export async function prepare(gatewayUrl, claims) {
  const identities = new Map(
    facilities.map(({ facilityCode }) => [
      facilityCode,
      sample.createSigningIdentity(facilityCode, new Date('2026-01-01')),
    ]),
  );
  const officer = await bearer(gatewayUrl, 'demo-officer', 'demo-secret');
  const post = (path, key, { headers, body }) =>
    demand(gatewayUrl, path, { headers: { ...officer, ...headers, 'idempotency-key': key }, body });
  const hospitals = [];
  for (const facility of facilities) {
    const { facilityCode } = facility;
    await post('/v1/facilities', `load-facility-${facilityCode}`, json(facility));
    const nationalAccount = { username: `bv-${facilityCode}`, password: `mat-khau-${facilityCode}` };
    const client = { clientId: `his-${facilityCode}`, name: facility.name, role: 'hospital', tenantCode: facilityCode };
    const { clientSecret } = await post('/v1/clients', `load-${facilityCode}`, json({ ...client, nationalAccount }));
    const { certificatePem: pem } = identities.get(facilityCode);
    await post(`/v1/facilities/${facilityCode}/certificates`, `load-certificate-${facilityCode}`, json({ pem }));
    hospitals.push({ facilityCode, clientId: client.clientId, clientSecret, ...nationalAccount });
  }
  const count = Math.min(claims, PEOPLE_MAX);
  const rows = Array.from({ length: count }, (_, index) => JSON.stringify(sample.importRowOf(personAt(index))));
  const ndjson = { headers: { 'content-type': 'application/x-ndjson' }, body: rows.join('\n') };
  const result = await post('/v1/imports/participants', 'load-people', ndjson);
  if (result.imported !== count) throw new Error(`the import took ${result.imported} of ${count} people`);
  // The sender is another process: it signs with the same keys.
  return { hospitals, people: count, identities };
}

/** The claim file number `index`, signed by its facility when `identities` has it: a stay of three days with 30 rows; one in a thousand is a stay of 67 days and 1.5 MB. */
export function fileAt(index, identities) {
  const facility = facilities[index % facilities.length];
  const random = sample.createRandom(SEED).fork(`load:${index}`);
  const claim = { key: `LOAD${index}`, ...personAt(index), facility, month: MONTH };
  const isHuge = index % HUGE_EVERY === HUGE_EVERY / 2;
  const encounter = isHuge
    ? sample.hugeClaim(random, { ...claim, ...HUGE_FROM })
    : sample.inpatientClaim(random, { ...claim, days: 3, lines: LINES });
  const { facilityCode } = facility;
  return {
    facilityCode,
    isHuge,
    encounter,
    xml: Buffer.from(
      signed(sample.buildClaimFile({ facilityCode, encounters: [encounter] }), identities?.get(facilityCode)),
    ),
  };
}
