import { CardIssued } from '@ansinh/contracts/enrollment/events';
import { Claim, ClaimSubmission } from '@ansinh/contracts/health-insurance/api';
import { ClaimReceived } from '@ansinh/contracts/health-insurance/events';
import type { RegisterFacility } from '@ansinh/contracts/health-insurance/registers.api';
import { localDate, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { newId } from '@ansinh/database';
import {
  buildClaimFile,
  cardFor,
  cardGroupOf,
  createRandom,
  type Encounter,
  outpatientClaim,
  personAt,
  type SampleCard,
  type SamplePerson,
} from '@ansinh/sample-data';
import type { Room, Who } from '@ansinh/testkit';
import { told } from '../world';

export const MONTH = yearMonth('2026-09');
const SEED = 1;

export type Patient = { readonly participantId: string; readonly person: SamplePerson; readonly card: SampleCard };

let persons = 0;

/** Somebody whose card is good at a facility. */
export const newPatient = async (room: Room<unknown>, facilityCode: string): Promise<Patient> => {
  persons += 1;
  const person = personAt(SEED, persons, { age: [25, 50] });
  const wish = { group: cardGroupOf('GD'), initialFacilityCode: facilityCode, year: 2026 };
  const card = cardFor(createRandom(SEED), person, wish);
  const patient = { participantId: newId(), person, card };
  const { fullName, birthDate, sex, personalId } = person;
  const cardId = newId();
  const issued = {
    ...card,
    cardId,
    participantId: patient.participantId,
    holder: { fullName, birthDate, sex, personalId },
    status: 'active' as const,
    fiveYearsOn: null,
  };
  await room.deliver(CardIssued, issued, { id: cardId });
  return patient;
};

type Visit = {
  readonly key: string;
  readonly patient: Patient;
  readonly facility: RegisterFacility;
  readonly day: number;
};

export const visitOf = ({ key, patient, facility, day }: Visit): Encounter =>
  outpatientClaim(createRandom(SEED), { key, ...patient, facility, month: MONTH, day });

/** The same visit with a dose of one day for drugs of many: the appraisal asks why. */
export const questionable = (encounter: Encounter): Encounter => {
  const drugs = encounter.tables.XML2.map((row) => ({
    ...row,
    LIEU_DUNG: row.LIEU_DUNG?.replace(/\* \d+ ngày/, '* 1 ngày') ?? '',
  }));
  return { ...encounter, tables: { ...encounter.tables, XML2: drugs } };
};

export const fileOf = (facilityCode: string, encounters: readonly Encounter[]): string =>
  buildClaimFile({ facilityCode, encounters, createdOn: localDate('2026-10-02') });

/** Sends a file and has it appraised: the ids of its claims, in its order. */
export const accepted = async (
  room: Room<unknown>,
  hospital: Who,
  encounters: readonly Encounter[],
): Promise<string[]> => {
  const file = fileOf(hospital.tenantCode, encounters);
  const { claims } = told(await room.as(hospital).post('/v1/claims', file), ClaimSubmission);
  const ids = encounters.map(({ key }) => claims.find(({ encounterKey }) => encounterKey === key)?.claimId ?? '');
  for (const { attributes, data } of await room.outbox()) {
    const { id: eventId, type, subject: id, aggregateversion: version } = attributes;
    if (type !== ClaimReceived.type || !ids.includes(id)) continue;
    await room.deliver(ClaimReceived, ClaimReceived.data.parse(data), { id, version, eventId });
  }
  for (const id of ids) {
    const claim = told(await room.as(hospital).get(`/v1/claims/${id}`), Claim);
    if (claim.status !== 'accepted') throw new Error(`the claim is ${claim.status}: ${JSON.stringify(claim.findings)}`);
  }
  return ids;
};
