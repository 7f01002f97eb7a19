import { Declaration, Employer, Household, HouseholdOrder } from '@ansinh/contracts/enrollment/api';
import { openApiOfService } from '@ansinh/platform';
import { personAt, personInputOf } from '@ansinh/sample-data';
import { type Room, startRoom, type TokenBook } from '@ansinh/testkit';
import { service } from '../../../apps/enrollment/src/service';
import { CODES, whoIs } from '../actors';
import { doorsOf } from '../doors';
import { agencyThing, thingOf, told, type World } from '../world';
import { operationsOf } from './operations';

const SEED = 1;
const FACILITY_CODE = '66001';
let persons = 0;

const newPerson = () => {
  persons += 1;
  return personInputOf(personAt(SEED, persons, { age: [20, 50] }));
};

const declaration = () => ({
  lines: [
    {
      kind: 'start',
      person: newPerson(),
      fromMonth: '2026-10',
      wageVnd: '10000000',
      initialFacilityCode: FACILITY_CODE,
    },
  ],
});
const household = () => ({ communeCode: '24133', address: '1 Lê Duẩn', members: [newPerson()] });

const employerOf = async (room: Room<unknown>, owner: 'employer-a' | 'employer-b') => {
  const caller = room.as(whoIs(owner));
  const unit = { unitCode: CODES[owner], name: 'Công ty Mẫu', communeCode: '24133' };
  const { employerId } = told(await caller.post('/v1/employers', unit), Employer);
  const declared = told(await caller.post(`/v1/employers/${employerId}/declarations`, declaration()), Declaration);
  return { employerId, declarationId: declared.declarationId, participantId: declared.lines[0]?.participantId ?? '' };
};

const householdOf = async (room: Room<unknown>, name: string) => {
  const caller = room.as(whoIs(name));
  const { householdId, members } = told(await caller.post('/v1/households', household()), Household);
  const order = {
    participantIds: members.map(({ participantId }) => participantId),
    months: 12,
    initialFacilityCode: FACILITY_CODE,
  };
  const path = `/v1/households/${householdId}/health-insurance-orders`;
  const { orderId } = told(await caller.post(path, order), HouseholdOrder);
  return { householdId, orderId, order };
};

export const startEnrollment = async (book: TokenBook): Promise<World> => {
  const room = await startRoom(service, book);
  const [employerA, employerB] = [await employerOf(room, 'employer-a'), await employerOf(room, 'employer-b')];
  const households = {
    'post-office-a': await householdOf(room, 'post-office-a'),
    'post-office-b': await householdOf(room, 'post-office-b'),
    agency: await householdOf(room, 'officer'),
  };
  const orders: Readonly<Record<string, unknown>> = Object.fromEntries(
    Object.entries(households).map(([owner, { order }]) => [owner, order]),
  );
  const ofHouseholds = (id: 'householdId' | 'orderId') => ({
    ...thingOf('post-office', households['post-office-a'][id], households['post-office-b'][id]),
    agency: households.agency[id],
  });
  return {
    room,
    doors: doorsOf(openApiOfService(service)),
    databases: [room.databaseUrl],
    things: {
      employerId: thingOf('employer', employerA.employerId, employerB.employerId),
      declarationId: thingOf('employer', employerA.declarationId, employerB.declarationId),
      householdId: ofHouseholds('householdId'),
      orderId: ofHouseholds('orderId'),
      participantId: agencyThing(employerA.participantId),
      communeCode: '24133',
      day: '2027-02-10',
    },
    examples: {
      ...(await operationsOf(room)),
      'POST /v1/employers': {
        speaksFor: true,
        body: ({ owner, serial }) => ({
          unitCode: owner === 'agency' ? `61${String(serial).padStart(8, '0')}DNA03` : CODES[owner],
          name: 'Công ty Mẫu',
          communeCode: '24133',
        }),
      },
      'PUT /v1/wage-zones/:communeCode': {
        body: () => ({ zone: 'III', validFrom: '2026-01-01', source: 'Decree 293/2025, annex' }),
      },
      'PUT /v1/holidays/:day': { body: () => ({ name: 'Nghỉ bù', source: 'Notice 1', confirmed: true }) },
      'POST /v1/holidays/:day/withdrawal': { body: () => ({ reason: 'another notice' }) },
      'POST /v1/employers/:employerId/declarations': { body: declaration },
      'POST /v1/households': { body: household },
      'POST /v1/households/:householdId/health-insurance-orders': { body: ({ owner }) => orders[owner] },
      'POST /v1/imports/participants': {
        body: () => `${JSON.stringify(newPerson())}\n`,
        contentType: 'application/x-ndjson',
      },
      'POST /v1/participants/searches': { body: () => ({ personalId: newPerson().personalId }) },
    },
  };
};
