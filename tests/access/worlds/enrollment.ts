import { Declaration, Employer, Household, HouseholdOrder } from '@ansinh/contracts/enrollment/api';
import { EMPLOYER, HUSBAND, PATIENT_CARD, PENSIONER, WIFE, WORKER } from '@ansinh/contracts/examples/story';
import { Approval } from '@ansinh/contracts/operations/approvals.api';
import { routesOfService } from '@ansinh/platform';
import { personAt, personInputOf } from '@ansinh/sample-data';
import { type Room, startRoom, type TokenBook } from '@ansinh/testkit';
import { service } from '../../../apps/enrollment/src/service';
import { CODES, type Owner, whoIs } from '../actors';
import { doorsOf } from '../doors';
import type { Words } from '../retelling';
import { agencyThing, type Turn, thingOf, told, type World } from '../world';
import { approvalsOf } from './approvals';
import { operationsOf } from './operations';

const SEED = 1;
const FACILITY_CODE = '66001';
/** The second line of the declaration that is the example. */
const SECOND_WORKER = '066095012346';
const ZONE = { zone: 'II', validFrom: '2026-01-01', source: 'Nghị định 293/2025/NĐ-CP' };
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
const household = () => ({ communeCode: '24133', address: '1 Lê Duẩn', members: [newPerson(), newPerson()] });

const employerOf = async (room: Room<unknown>, owner: 'employer-a' | 'employer-b') => {
  const caller = room.as(whoIs(owner));
  const unit = { unitCode: CODES[owner], name: 'Công ty Mẫu', communeCode: '24133' };
  const { employerId } = told(await caller.post('/v1/employers', unit), Employer);
  const declared = told(await caller.post(`/v1/employers/${employerId}/declarations`, declaration()), Declaration);
  return { employerId, declarationId: declared.declarationId, participantId: declared.lines[0]?.participantId ?? '' };
};

const householdOf = async (room: Room<unknown>, name: string) => {
  const caller = room.withSecondPerson(whoIs(name), whoIs('approver'));
  const { householdId, members } = told(await caller.post('/v1/households', household()), Household);
  const [first = '', second = ''] = members.map(({ participantId }) => participantId);
  const order = { participantIds: [first, second], months: 12, initialFacilityCode: FACILITY_CODE };
  const path = `/v1/households/${householdId}/health-insurance-orders`;
  const { orderId } = told(await caller.post(path, order), HouseholdOrder);
  return { householdId, orderId, members: { [HUSBAND.participantId]: first, [WIFE.participantId]: second } };
};

const HELD_ROWS = 'GET /v1/approvals/enrollment/:approvalId/rows';

/** A file of the register that waits for the second person. */
const heldFile = async (room: Room<unknown>): Promise<string> => {
  const content = JSON.stringify(newPerson());
  const options = { contentType: 'application/x-ndjson' };
  return told(await room.as(whoIs('officer')).post('/v1/imports/participants', content, options), Approval).id;
};

const unitCodeOf = ({ owner, serial }: Turn): string =>
  owner.startsWith('employer-') ? CODES[owner] : `61${String(serial).padStart(8, '0')}DNA03`;

/** Whoever is enrolled or declared is somebody new: of the same sex and year of birth, with other digits behind. */
const newNumbers = ({ serial }: Turn): Words => {
  const renumbered = (number: string): string =>
    `${number.slice(0, -6)}${String(700_000 + serial * 5).padStart(6, '0')}`;
  const siNumber = renumbered(PENSIONER.siNumber);
  return {
    ...Object.fromEntries(
      [WORKER.personalId, SECOND_WORKER, HUSBAND.personalId, WIFE.personalId, PENSIONER.personalId].map(
        (personalId) => [personalId, renumbered(personalId)],
      ),
    ),
    [PENSIONER.siNumber]: siNumber,
    [PATIENT_CARD.cardNumber]: PATIENT_CARD.cardNumber.replace(PENSIONER.siNumber, siNumber),
  };
};

export const startEnrollment = async (book: TokenBook): Promise<World> => {
  const room = await startRoom(service, book);
  const [employerA, employerB] = [await employerOf(room, 'employer-a'), await employerOf(room, 'employer-b')];
  const households = {
    'post-office-a': await householdOf(room, 'post-office-a'),
    'post-office-b': await householdOf(room, 'post-office-b'),
    agency: await householdOf(room, 'officer'),
  };
  const membersOf = (owner: Owner): Words =>
    owner === 'post-office-a' || owner === 'post-office-b' ? households[owner].members : households.agency.members;
  const ofHouseholds = (id: 'householdId' | 'orderId') => ({
    ...thingOf('post-office', households['post-office-a'][id], households['post-office-b'][id]),
    agency: households.agency[id],
  });
  return {
    room,
    doors: doorsOf(routesOfService(service)),
    databases: [room.databaseUrl],
    things: {
      employerId: thingOf('employer', employerA.employerId, employerB.employerId),
      declarationId: thingOf('employer', employerA.declarationId, employerB.declarationId),
      householdId: ofHouseholds('householdId'),
      orderId: ofHouseholds('orderId'),
      participantId: agencyThing(employerA.participantId),
    },
    words: (turn) => ({ ...newNumbers(turn), ...membersOf(turn.owner) }),
    specials: {
      ...(await operationsOf(room)),
      ...(await approvalsOf(room, 'enrollment', (officer) => officer.put('/v1/wage-zones/24999', ZONE))),
      [HELD_ROWS]: { things: { approvalId: agencyThing(await heldFile(room)) } },
      'POST /v1/employers': {
        speaksFor: 'employer.foreign-unit-code',
        doneFor: ['employer-a', 'employer-b'],
        words: (turn) => ({ [EMPLOYER.unitCode]: unitCodeOf(turn) }),
      },
    },
  };
};
