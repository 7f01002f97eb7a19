import { FacilityCertificate, type RegisterFacility } from '@ansinh/contracts/health-insurance/registers.api';
import { AppraisalQuestion } from '@ansinh/contracts/health-insurance/review.api';
import { Advance, Settlement } from '@ansinh/contracts/health-insurance/settlements.api';
import { WatchCase } from '@ansinh/contracts/health-insurance/watch.api';
import { pageOf } from '@ansinh/contracts/wire/common.api';
import { openApiOfService } from '@ansinh/platform';
import { buildCheckIn, createSigningIdentity, FACILITY, facilityOf, sampleCatalogues } from '@ansinh/sample-data';
import { type Room, startRoom, type TokenBook } from '@ansinh/testkit';
import { z } from 'zod';
import { service } from '../../../apps/health-insurance/src/service';
import { rawZip } from '../../../apps/health-insurance/testing/zips';
import { CODES, whoIs } from '../actors';
import { doorsOf } from '../doors';
import { agencyThing, type Example, thingOf, told, type World } from '../world';
import { accepted, fileOf, MONTH, newPatient, type Patient, questionable, visitOf } from './claims';
import { operationsOf } from './operations';

const QUARTER = '2026-Q4';
const reason = 'công văn 1/BHXH';
const LISTED = '/v1/appraisal-questions?pageSize=200';
/** A third hospital: what may be settled once is settled for it. */
const THIRD = FACILITY.basicGraded;

type Clinic = {
  readonly facility: RegisterFacility;
  readonly patient: Patient;
  readonly pem: string;
  readonly fingerprint: string;
  readonly claimIds: readonly string[];
};

const register = async (room: Room<unknown>, facilityCode: string): Promise<RegisterFacility> => {
  const facility = facilityOf(facilityCode);
  told(await room.as(whoIs('officer')).post('/v1/facilities', facility), z.unknown());
  return facility;
};

const drugsOf = (facility: RegisterFacility): unknown =>
  sampleCatalogues(facility).find(({ kind }) => kind === 'drugs')?.rows;

/** A hospital with four claims that have questions and one that has none. */
const clinicOf = async (room: Room<unknown>, owner: 'facility-a' | 'facility-b'): Promise<Clinic> => {
  const facility = await register(room, CODES[owner]);
  const { facilityCode } = facility;
  const patient = await newPatient(room, facilityCode);
  const visits = [1, 2, 3, 4].map((day) => questionable(visitOf({ key: `${owner}-${day}`, patient, facility, day })));
  const plain = visitOf({ key: `${owner}-5`, patient, facility, day: 5 });
  const claimIds = await accepted(room, whoIs(owner), [...visits, plain]);
  const { certificatePem: pem } = createSigningIdentity(facilityCode, new Date('2026-01-01T00:00:00Z'));
  const path = `/v1/facilities/${facilityCode}/certificates`;
  const { fingerprint } = told(await room.as(whoIs('officer')).post(path, { pem }), FacilityCertificate);
  const lists = `/v1/facilities/${facilityCode}/catalogues/drugs?validFrom=2026-10-01`;
  told(await room.as(whoIs(owner)).post(lists, drugsOf(facility)), z.unknown());
  return { facility, patient, pem, fingerprint, claimIds };
};

/** Most patients come once. */
const thirdClinic = async (room: Room<unknown>): Promise<void> => {
  const facility = await register(room, THIRD);
  const patients = [await newPatient(room, THIRD), await newPatient(room, THIRD), await newPatient(room, THIRD)];
  const visits = patients.map((patient, index) => visitOf({ key: `third-${index}`, patient, facility, day: 1 }));
  await accepted(room, { role: 'hospital', tenantCode: THIRD }, visits);
};

const questionsOf = async (room: Room<unknown>): Promise<ReadonlyMap<string, number>> => {
  const { items } = told(await room.as(whoIs('officer')).get(LISTED), pageOf(AppraisalQuestion));
  return new Map(items.map(({ claimId, question }) => [claimId, question]));
};

/** What two hospitals have got of the fund. */
const paidTo = async (room: Room<unknown>, facilityCode: string): Promise<string[]> => {
  const officer = room.as(whoIs('officer'));
  const settled = await officer.post('/v1/settlements', { facilityCode, month: MONTH });
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
  told(await officer.post(`/v1/watch/months/${MONTH}/runs`), z.unknown());
  const { items } = told(await officer.get(`/v1/watch/cases?month=${MONTH}`), pageOf(WatchCase));
  if (items[0] === undefined) throw new Error('somebody with five visits is suspicious');
  return items[0].caseId;
};

type Clinics = { readonly a: Clinic; readonly b: Clinic };

const claimThing = ({ a, b }: Clinics, which: number) =>
  thingOf('facility', a.claimIds[which] ?? '', b.claimIds[which] ?? '');

const claimExamples = (clinics: Clinics, questions: ReadonlyMap<string, number>): Record<string, Example> => {
  const clinicFor = (owner: string): Clinic => (owner === 'facility-b' ? clinics.b : clinics.a);
  const questionOf = (owner: string, which: number) => questions.get(clinicFor(owner).claimIds[which] ?? '') ?? 0;
  const newFile = ({ owner, serial }: { readonly owner: string; readonly serial: number }): string => {
    const { facility, patient } = clinicFor(owner);
    return fileOf(facility.facilityCode, [visitOf({ key: `new-${serial}`, patient, facility, day: 7 })]);
  };
  return {
    'POST /v1/check-ins': {
      speaksFor: true,
      body: ({ owner, serial }) => {
        const { facility, patient } = clinicFor(owner);
        return buildCheckIn(visitOf({ key: `check-in-${serial}`, patient, facility, day: 8 }).visit);
      },
    },
    'POST /v1/claims': { speaksFor: true, body: newFile },
    'POST /v1/claim-bundles': {
      body: (turn) => new Uint8Array(rawZip([{ name: 'a.xml', content: Buffer.from(newFile(turn)) }])),
      contentType: 'application/zip',
    },
    'POST /v1/claims/:claimId/explanations': {
      things: { claimId: claimThing(clinics, 1) },
      body: ({ owner }) => ({ explanations: [{ question: questionOf(owner, 1), text: 'Theo đơn' }] }),
    },
    'POST /v1/claims/:claimId/decisions': {
      things: { claimId: claimThing(clinics, 2) },
      body: ({ owner }) => ({ decisions: [{ question: questionOf(owner, 2), result: 'pay', reason }] }),
    },
    'POST /v1/claims/:claimId/return': { things: { claimId: claimThing(clinics, 3) }, body: () => ({ reason }) },
    'POST /v1/appraisal-questions/decisions': {
      body: () => ({ facilityCode: THIRD, result: 'pay', reason }),
    },
  };
};

const facilityExamples = ({ a, b }: Clinics): Record<string, Example> => ({
  'POST /v1/facilities': { body: () => a.facility },
  'POST /v1/facilities/:facilityCode/certificates': {
    body: ({ owner }) => ({ pem: owner === 'facility-b' ? b.pem : a.pem }),
  },
  'POST /v1/facilities/:facilityCode/certificates/:fingerprint/revocation': { body: () => ({ reason: 'replaced' }) },
  'POST /v1/facilities/:facilityCode/catalogues/:kind': {
    query: 'validFrom=2026-10-01',
    body: ({ owner }) => drugsOf((owner === 'facility-b' ? b : a).facility),
  },
  'PUT /v1/facilities/:facilityCode/budgets/:year': { body: () => ({ amountVnd: '1000000000', source: reason }) },
  'POST /v1/insurance-cards/look-ups': { body: () => ({ cardNumber: a.patient.card.cardNumber }) },
});

const ACCOUNTS: Readonly<Record<string, Example>> = {
  'GET /v1/fund-control': { query: 'year=2026' },
  'POST /v1/settlements': { body: () => ({ facilityCode: THIRD, month: MONTH }) },
  'POST /v1/advances': { body: () => ({ facilityCode: THIRD, quarter: QUARTER }) },
  'POST /v1/periods/:quarter/closing': { things: { quarter: '2025-Q4' } },
  'PUT /v1/appraisal-rules/:code': {
    things: { code: agencyThing('QTY') },
    body: () => ({ from: '2027-01-01', enabled: true, reason }),
  },
  'PUT /v1/watch/signals/:code': {
    things: { code: 'FREQUENCY' },
    body: () => ({ from: '2027-01-01', enabled: true, reason }),
  },
  'GET /v1/watch/cases': { query: `month=${MONTH}` },
  'POST /v1/watch/cases/:caseId/conclusion': { body: () => ({ result: 'dismissed', reason }) },
  'PUT /v1/watch/drug-indications': {
    body: () => ({ source: reason, items: [{ drugCode: '40.30', diagnoses: ['J'] }] }),
  },
};

export const startHealthInsurance = async (book: TokenBook): Promise<World> => {
  const room = await startRoom(service, book);
  const officer = room.as(whoIs('officer'));
  const unsigned = { from: '2026-01-01', enabled: false, reason };
  told(await officer.put('/v1/appraisal-rules/SIGNATURE', unsigned), z.unknown());
  const clinics = { a: await clinicOf(room, 'facility-a'), b: await clinicOf(room, 'facility-b') };
  const { a, b } = clinics;
  await thirdClinic(room);
  const marks = {
    'facility-a': await paidTo(room, a.facility.facilityCode),
    'facility-b': await paidTo(room, b.facility.facilityCode),
  };
  told(await officer.post('/v1/periods/2026-Q1/closing'), z.unknown());
  const caseId = await suspicion(room);
  return {
    room,
    doors: doorsOf(openApiOfService(service)),
    databases: [room.databaseUrl],
    things: {
      facilityCode: thingOf('facility', CODES['facility-a'], CODES['facility-b'], '66999'),
      fingerprint: thingOf('facility', a.fingerprint, b.fingerprint, 'f'.repeat(64)),
      claimId: claimThing(clinics, 0),
      participantId: a.patient.participantId,
      cardNumber: a.patient.card.cardNumber,
      caseId: agencyThing(caseId),
      kind: 'drugs',
      period: MONTH,
      month: MONTH,
      quarter: '2026-Q1',
      year: '2026',
    },
    marks,
    examples: {
      ...(await operationsOf(room)),
      ...claimExamples(clinics, await questionsOf(room)),
      ...facilityExamples(clinics),
      ...ACCOUNTS,
    },
  };
};
