import type { Encounter } from '../claims/claim-model';
import { duplicateOf, type Fault } from '../claims/faults';
import { inpatientClaim, outpatientClaim } from '../claims/generate';
import { FACILITY, facilityOf } from '../facilities';
import { createRandom, type Random } from '../random';
import { buildCheckIn, buildClaimFile } from '../xml/claim-file';
import type { SampleRegion } from './sample-region';

/** One file that a hospital sends, and what the appraisal has to find in it. */
export type SampleClaim = {
  readonly facilityCode: string;
  /** GIAMDINHHS with one encounter. */
  readonly xml: string;
  /** XML0 of the same visit, sent when the patient arrives. */
  readonly checkIn: string;
  readonly encounter: Encounter;
  /** What the claim is an example of, in words for a progress line. */
  readonly story: string;
  /** The rule that has something to say (names of domain 4.5), undefined for a claim without fault. */
  readonly expectedRule?: 'DUP' | 'TOTALS' | 'LEVEL' | 'PRICE';
};

const FACILITIES = [FACILITY.specialisedProvincial, FACILITY.basicProvisional, FACILITY.commune];
const CLAIMS_WITHOUT_FAULT = 37;
// Coprime to the number of patients: everybody has a visit before somebody has the second one.
const STRIDE = 7;

const isStay = (index: number): boolean => index % 6 === 0 || index % 12 === 1;

/** First visits lie on day 1 to 14 with the longest stay, second ones from day 16 on: nobody is at two places at once. */
const dayOf = (index: number, patients: number): number => (index < patients ? 1 + (index % 10) : 16 + (index % 8));

type Planned = { readonly encounter: Encounter; readonly story: string };

/** A raised level shows only where the lawful one is below 100 %, so not at the commune, which is free for everybody. */
const facilityAt = (index: number, fault: Fault | undefined): string =>
  fault === 'wrongMucHuong'
    ? FACILITY.basicProvisional
    : (FACILITIES[index % FACILITIES.length] ?? FACILITY.basicProvisional);

const encounterAt = (random: Random, region: SampleRegion, index: number, fault?: Fault): Planned => {
  const patient = region.patients[(index * STRIDE) % region.patients.length];
  if (patient === undefined) throw new Error('the region has no patients');
  const facilityCode = facilityAt(index, fault);
  const isReferred = facilityCode === FACILITY.specialisedProvincial && index % 12 === 3;
  const wish = {
    key: `${facilityCode}${region.month.replace('-', '')}${String(index + 1).padStart(4, '0')}`,
    ...patient,
    facility: facilityOf(facilityCode),
    month: region.month,
    day: dayOf(index, region.patients.length),
    isEmergency: index === 13,
    ...(isReferred ? { referredFrom: FACILITY.commune } : {}),
    ...(fault === undefined ? {} : { fault }),
  };
  // The faulty stay must cost more than 15 % of a base salary, else its level would be 100 % anyway.
  const isInpatient = isStay(index) || fault === 'wrongMucHuong';
  const encounter = isInpatient
    ? inpatientClaim(random, { ...wish, days: 4, lines: 90 })
    : outpatientClaim(random, wish);
  return { encounter, story: `${isInpatient ? 'stay' : 'visit'}, reason ${encounter.visit.reasonCode}` };
};

const fileOf = ({ encounter, story }: Planned, expectedRule?: SampleClaim['expectedRule']): SampleClaim => ({
  facilityCode: encounter.facilityCode,
  xml: buildClaimFile({ facilityCode: encounter.facilityCode, encounters: [encounter] }),
  checkIn: buildCheckIn(encounter.visit),
  encounter,
  story,
  ...(expectedRule === undefined ? {} : { expectedRule }),
});

const DUPLICATED = 4;

/**
 * The 41 claim files of the sample month in the order in which they are sent: in- and outpatient, on and off route, and
 * at the end one duplicate, one with a broken total, one with a benefit level that is not the card's and one with a price
 * above the list of its facility.
 */
export const sampleClaims = (region: SampleRegion): SampleClaim[] => {
  const random = createRandom(region.seed).fork('claims');
  const right = Array.from({ length: CLAIMS_WITHOUT_FAULT }, (_, index) => encounterAt(random, region, index));
  const original = right[DUPLICATED];
  if (original === undefined) throw new Error('the duplicate has no original');
  const broken = encounterAt(random, region, CLAIMS_WITHOUT_FAULT, 'brokenTotal');
  const raised = encounterAt(random, region, CLAIMS_WITHOUT_FAULT + 1, 'wrongMucHuong');
  const dear = encounterAt(random, region, CLAIMS_WITHOUT_FAULT + 2, 'highPrice');
  const copy = duplicateOf(original.encounter, `${original.encounter.key}B`);
  return [
    ...right.map((planned) => fileOf(planned)),
    fileOf({ encounter: copy, story: 'the same visit sent twice' }, 'DUP'),
    fileOf({ ...broken, story: 'a total that is not the sum of its lines' }, 'TOTALS'),
    fileOf({ ...raised, story: 'a benefit level that is not the card’s' }, 'LEVEL'),
    fileOf({ ...dear, story: 'a price above the list of the facility' }, 'PRICE'),
  ];
};
