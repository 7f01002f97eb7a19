import { HOSPITAL, LAST_MONTH, PATIENT_CARD, PENSIONER } from '@ansinh/contracts/examples/story';
import { FacilityCertificate } from '@ansinh/contracts/health-insurance/registers.api';
import { Advance, Settlement } from '@ansinh/contracts/health-insurance/settlements.api';
import { WatchCase } from '@ansinh/contracts/health-insurance/watch.api';
import { Approval } from '@ansinh/contracts/operations/approvals.api';
import { pageOf } from '@ansinh/contracts/wire/common.api';
import { routesOfService } from '@ansinh/platform';
import { createSigningIdentity, FACILITY, facilityOf } from '@ansinh/sample-data';
import { type Room, startRoom, type TokenBook } from '@ansinh/testkit';
import { z } from 'zod';
import { service } from '../../../apps/health-insurance/src/service';
import { rawZip } from '../../../apps/health-insurance/testing/zips';
import { CODES, type Owner, whoIs } from '../actors';
import { type Door, doorsOf } from '../doors';
import { retoldBody, type Words } from '../retelling';
import { agencyThing, type Special, type Turn, thingOf, told, type World } from '../world';
import { approvalsOf } from './approvals';
import { accepted, claimFileOf, type Patient, patientAt, wordsOf } from './claims';
import { operationsOf } from './operations';

const QUARTER = '2026-Q4';
const reason = 'công văn 1/BHXH';
/** A third hospital: what may be settled once is settled for it. */
const THIRD = FACILITY.basicGraded;

const BUDGET = { amountVnd: '1500000000', source: 'QĐ 12/QĐ-BHXH' };

type Clinic = {
  readonly facilityCode: string;
  readonly patient: Patient;
  readonly pem: string;
  readonly fingerprint: string;
  readonly claimIds: readonly string[];
};

/** An officer, and the approver for what needs a second person. */
const together = (room: Room<unknown>) => room.withSecondPerson(whoIs('officer'), whoIs('approver'));

const register = async (room: Room<unknown>, facilityCode: string): Promise<void> => {
  told(await together(room).post('/v1/facilities', facilityOf(facilityCode)), z.unknown());
};

/** The body of an example as it is written. */
const exampleAt = (doors: readonly Door[], name: string) => {
  const door = doors.find((one) => one.name === name);
  const sent = door === undefined ? undefined : retoldBody(door.example, {});
  if (sent === undefined) throw new Error(`${name} takes no body`);
  return sent;
};

const CERTIFICATES = 'POST /v1/facilities/:facilityCode/certificates';
const CATALOGUES = 'POST /v1/facilities/:facilityCode/catalogues/:kind';
const pemOf = (doors: readonly Door[]): string =>
  z.object({ pem: z.string() }).parse(exampleAt(doors, CERTIFICATES).content).pem;

/** A hospital with four claims that have questions and one that has none. */
const clinicOf = async (
  room: Room<unknown>,
  doors: readonly Door[],
  owner: 'facility-a' | 'facility-b',
): Promise<Clinic> => {
  const facilityCode = CODES[owner];
  await register(room, facilityCode);
  const patient = await patientAt(room, facilityCode, 9);
  const claimIds: string[] = [];
  for (const day of [1, 2, 3, 4, 5]) {
    const key = `${owner}-${day}`;
    const file = claimFileOf(doors, { key, patient, facilityCode, day, isPlain: day === 5 });
    claimIds.push(await accepted(room, whoIs(owner), { key, file }));
  }
  const pem =
    owner === 'facility-a'
      ? pemOf(doors)
      : createSigningIdentity(facilityCode, new Date('2026-01-01T00:00:00Z')).certificatePem;
  const path = `/v1/facilities/${facilityCode}/certificates`;
  const { fingerprint } = told(await together(room).post(path, { pem }), FacilityCertificate);
  const lists = `/v1/facilities/${facilityCode}/catalogues/drugs?validFrom=2026-10-01`;
  const { content, contentType = '' } = exampleAt(doors, CATALOGUES);
  told(await room.as(whoIs(owner)).post(lists, content, { contentType }), z.unknown());
  return { facilityCode, patient, pem, fingerprint, claimIds };
};

/** Most patients come once. */
const thirdClinic = async (room: Room<unknown>, doors: readonly Door[]): Promise<void> => {
  await register(room, THIRD);
  for (const number of [1, 2, 3]) {
    const patient = await patientAt(room, THIRD, number);
    const key = `third-${number}`;
    const file = claimFileOf(doors, { key, patient, facilityCode: THIRD, day: 1, isPlain: true });
    await accepted(room, { role: 'hospital', tenantCode: THIRD }, { key, file });
  }
};

const HELD_ROWS = '/v1/approvals/health-insurance/:approvalId/rows';

/** A list of an officer that waits for the second person. */
const heldList = async (room: Room<unknown>, doors: readonly Door[]): Promise<string> => {
  const path = `/v1/facilities/${THIRD}/catalogues/drugs?validFrom=2026-11-01`;
  const { content, contentType = '' } = exampleAt(doors, CATALOGUES);
  return told(await room.as(whoIs('officer')).post(path, content, { contentType }), Approval).id;
};

/** What two hospitals have got of the fund. */
const paidTo = async (room: Room<unknown>, facilityCode: string): Promise<string[]> => {
  const officer = together(room);
  const settled = await officer.post('/v1/settlements', { facilityCode, month: LAST_MONTH });
  const advanced = await officer.post('/v1/advances', { facilityCode, quarter: QUARTER });
  return [
    told(settled, Settlement).settlementId,
    told(advanced, Advance).advanceId,
    // In lists that name no id.
    `"facilityCode":"${facilityCode}"`,
  ];
};

/** A patient who comes too often is a case of the watch. */
const suspicion = async (room: Room<unknown>): Promise<string> => {
  const officer = room.as(whoIs('officer'));
  const change = { from: '2026-01-01', enabled: true, parameters: { minVisits: 2, deviations: 1 }, reason };
  told(await officer.put('/v1/watch/signals/FREQUENCY', change), z.unknown());
  told(await officer.post(`/v1/watch/months/${LAST_MONTH}/runs`), z.unknown());
  const { items } = told(await officer.get(`/v1/watch/cases?month=${LAST_MONTH}`), pageOf(WatchCase));
  if (items[0] === undefined) throw new Error('somebody with five visits is suspicious');
  return items[0].caseId;
};

type Clinics = { readonly a: Clinic; readonly b: Clinic };

const clinicFor = ({ a, b }: Clinics, owner: Owner): Clinic => (owner === 'facility-b' ? b : a);

const claimThing = ({ a, b }: Clinics, which: number) =>
  thingOf('facility', a.claimIds[which] ?? '', b.claimIds[which] ?? '');

/** A new visit of the patient of a clinic. */
const newVisit = (clinics: Clinics, { owner, serial }: Turn) => {
  const { facilityCode, patient } = clinicFor(clinics, owner);
  return { key: `new-${serial}`, patient, facilityCode, day: 7 };
};

const claimSpecials = (clinics: Clinics, doors: readonly Door[]): Record<string, Special> => ({
  'POST /v1/check-ins': { speaksFor: 'claim.other-facility' },
  'POST /v1/claims': {
    speaksFor: 'claim.other-facility',
    words: (turn) => wordsOf(newVisit(clinics, turn)),
  },
  'POST /v1/claim-bundles': {
    file: (turn) =>
      new Uint8Array(rawZip([{ name: 'a.xml', content: Buffer.from(claimFileOf(doors, newVisit(clinics, turn))) }])),
  },
  'POST /v1/claims/:claimId/explanations': { things: { claimId: claimThing(clinics, 1) } },
  'POST /v1/claims/:claimId/decisions': { things: { claimId: claimThing(clinics, 2) } },
  'POST /v1/claims/:claimId/return': { things: { claimId: claimThing(clinics, 3) } },
});

/** What is settled, closed or decided once is so for a third hospital, or for another quarter. */
const ONCE: Readonly<Record<string, Special>> = {
  'POST /v1/appraisal-questions/decisions': { words: () => ({ [HOSPITAL.facilityCode]: THIRD }) },
  'POST /v1/settlements': { words: () => ({ [HOSPITAL.facilityCode]: THIRD }) },
  'POST /v1/advances': { words: () => ({ [HOSPITAL.facilityCode]: THIRD }) },
  'POST /v1/periods/:quarter/closing': { things: { quarter: '2025-Q4' } },
  'GET /v1/periods/:quarter/settlement-records': { things: { quarter: '2026-Q1' } },
  'PUT /v1/appraisal-rules/:code': { things: { code: agencyThing('QTY') } },
};

/** What stands for the hospital of the story and its patient. */
const wordsFor = (clinics: Clinics, { owner }: Turn): Words => {
  const { facilityCode, patient } = clinicFor(clinics, owner);
  return {
    [HOSPITAL.facilityCode]: facilityCode,
    [PENSIONER.personalId]: patient.personalId,
    [PATIENT_CARD.cardNumber]: patient.cardNumber,
  };
};

export const startHealthInsurance = async (book: TokenBook): Promise<World> => {
  const room = await startRoom(service, book);
  const doors = doorsOf(routesOfService(service));
  const officer = together(room);
  const unsigned = { from: '2026-01-01', enabled: false, reason };
  told(await officer.put('/v1/appraisal-rules/SIGNATURE', unsigned), z.unknown());
  const clinics = { a: await clinicOf(room, doors, 'facility-a'), b: await clinicOf(room, doors, 'facility-b') };
  const { a, b } = clinics;
  await thirdClinic(room, doors);
  const marks = {
    'facility-a': await paidTo(room, a.facilityCode),
    'facility-b': await paidTo(room, b.facilityCode),
  };
  told(await officer.post('/v1/periods/2026-Q1/closing'), z.unknown());
  const caseId = await suspicion(room);
  return {
    room,
    doors,
    databases: [room.databaseUrl],
    things: {
      facilityCode: thingOf('facility', a.facilityCode, b.facilityCode, '66999'),
      fingerprint: thingOf('facility', a.fingerprint, b.fingerprint, 'f'.repeat(64)),
      claimId: claimThing(clinics, 0),
      caseId: agencyThing(caseId),
    },
    marks,
    words: (turn) => wordsFor(clinics, turn),
    specials: {
      ...(await operationsOf(room)),
      ...(await approvalsOf(room, 'health-insurance', (one) =>
        one.put(`/v1/facilities/${THIRD}/budgets/2027`, BUDGET),
      )),
      [`GET ${HELD_ROWS}`]: { things: { approvalId: agencyThing(await heldList(room, doors)) } },
      ...claimSpecials(clinics, doors),
      ...ONCE,
      [CERTIFICATES]: { words: ({ owner }) => ({ [pemOf(doors)]: clinicFor(clinics, owner).pem }) },
    },
  };
};
