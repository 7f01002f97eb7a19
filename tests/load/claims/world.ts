// The facilities, their software, the insured people and the files of the load test, all from one seed.
import { yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { asAdministrators, type RegisteredPartner, registerPartner } from '@ansinh/local';
import {
  buildClaimFile,
  cardGroupOf,
  createRandom,
  createSigningIdentity,
  type Encounter,
  hugeClaim,
  type ImportedPerson,
  importedPersonAt,
  importRowOf,
  inpatientClaim,
  SAMPLE_FACILITIES,
  signClaimFile,
} from '@ansinh/sample-data';
import { type Agency, signInAgency } from '../platform/persons.ts';
import type { Hospital, Identities, World } from './calls.ts';

const SEED = 26;
// With its laboratory results and notes a file has 30 rows and some 37 kB.
const LINES = 17;
const DAYS = 3;
const HUGE_EVERY = 1_000;
const MONTH = yearMonth('2026-10');
// A stay of 67 days that ends in that month.
const HUGE_FROM = { month: yearMonth('2026-08'), day: 20 };
const PEOPLE_MAX = 20_000;
// Every file is a stay: only who has beds sends one.
const FACILITIES = SAMPLE_FACILITIES.filter(({ inpatient }) => inpatient);
const WISH = { seed: SEED, initialFacilityCodes: FACILITIES.map(({ facilityCode }) => facilityCode) };
// Cards of working people are valid the whole year; a child's may end on the way.
const GROUP = cardGroupOf('DN');

const json = (value: unknown) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });

export const personAt = (index: number): ImportedPerson => importedPersonAt(WISH, index % PEOPLE_MAX, GROUP);

type Facility = (typeof FACILITIES)[number];
type Post = <Body>(path: string, key: string, content: ReturnType<typeof json>) => Promise<Body>;

const postsOf =
  ({ post }: Agency): Post =>
  (path, key, { headers, body }) =>
    post(path, { headers: { ...headers, 'idempotency-key': key }, body });

/** A facility and the certificate of its signature. */
const registerFacility = async (post: Post, facility: Facility, certificatePem: string): Promise<void> => {
  const { facilityCode } = facility;
  await post('/v1/facilities', `load-facility-${facilityCode}`, json(facility));
  const certificate = json({ pem: certificatePem });
  await post(`/v1/facilities/${facilityCode}/certificates`, `load-certificate-${facilityCode}`, certificate);
};

/** The software that sends for a facility, also by the national calls. */
const softwareOf = ({ facilityCode, name }: Facility) => {
  const national = { username: `bv-${facilityCode}`, password: `mat-khau-${facilityCode}` };
  return { clientId: `his-${facilityCode}`, name, role: 'hospital', tenantCode: facilityCode, national } as const;
};

const hospitalOf = ({ clientId, clientSecret }: RegisteredPartner, facility: Facility): Hospital => {
  const { tenantCode: facilityCode, national } = softwareOf(facility);
  return { facilityCode, clientId, clientSecret, ...national };
};

/** Where the platform is asked, and where its invitations arrive. */
type Doors = { readonly gatewayUrl: string; readonly mailUrl: string };

/** So many people are in one file, which a second person approves. */
const FILE_ROWS = 5_000;

const importPeople = async (post: Post, from: number, to: number): Promise<void> => {
  const rows = Array.from({ length: to - from }, (_, index) => JSON.stringify(importRowOf(personAt(from + index))));
  const ndjson = { headers: { 'content-type': 'application/x-ndjson' }, body: rows.join('\n') };
  const result = await post<{ imported: number }>('/v1/imports/participants', `load-people-${from}`, ndjson);
  if (result.imported !== rows.length) throw new Error(`the import took ${result.imported} of ${rows.length} people`);
};

/** Registers the facilities and their software, and imports as many people as there will be claims. */
export const prepare = async ({ gatewayUrl, mailUrl }: Doors, claims: number): Promise<World> => {
  const [agency, administrators] = await Promise.all([signInAgency(gatewayUrl), asAdministrators(gatewayUrl)]);
  const post = postsOf(agency);
  const identities: Map<string, ReturnType<typeof createSigningIdentity>> = new Map();
  const hospitals: Hospital[] = [];
  for (const facility of FACILITIES) {
    const identity = createSigningIdentity(facility.facilityCode, new Date('2026-01-01'));
    identities.set(facility.facilityCode, identity);
    await registerFacility(post, facility, identity.certificatePem);
    const partner = await registerPartner({ gatewayUrl, mailUrl, administrators }, softwareOf(facility));
    hospitals.push(hospitalOf(partner, facility));
  }
  const count = Math.min(claims, PEOPLE_MAX);
  for (let from = 0; from < count; from += FILE_ROWS) await importPeople(post, from, Math.min(from + FILE_ROWS, count));
  // The sender is another process: it signs with the same keys.
  return { hospitals, people: count, identities };
};

export type ClaimFile = {
  readonly facilityCode: string;
  readonly isHuge: boolean;
  readonly encounter: Encounter;
  readonly xml: Buffer;
};

/** The claim file number `index`, signed by its facility when `identities` has it: a stay of three days with 30 rows; one in a thousand is a stay of 67 days and 1.5 MB. */
export const fileAt = (index: number, identities?: Identities): ClaimFile => {
  const facility = FACILITIES[index % FACILITIES.length];
  if (facility === undefined) throw new Error('no facility has beds');
  const random = createRandom(SEED).fork(`load:${index}`);
  const claim = { key: `LOAD${index}`, ...personAt(index), facility, month: MONTH };
  const isHuge = index % HUGE_EVERY === HUGE_EVERY / 2;
  const encounter = isHuge
    ? hugeClaim(random, { ...claim, ...HUGE_FROM })
    : inpatientClaim(random, { ...claim, days: DAYS, lines: LINES });
  const { facilityCode } = facility;
  const xml = buildClaimFile({ facilityCode, encounters: [encounter] });
  const identity = identities?.get(facilityCode);
  const signed = identity === undefined ? xml : signClaimFile(xml, identity);
  return { facilityCode, isHuge, encounter, xml: Buffer.from(signed) };
};
