import { BankCredit } from '@ansinh/contracts/collection/api';
import {
  EmployerRegistered,
  HouseholdInsuranceOrdered,
  ParticipationStarted,
} from '@ansinh/contracts/enrollment/events';
import { BANK_BIN, HOUSEHOLD } from '@ansinh/contracts/examples/story';
import { newId } from '@ansinh/database';
import { routesOfService } from '@ansinh/platform';
import { type Room, startRoom, type TokenBook } from '@ansinh/testkit';
import { z } from 'zod';
import { service } from '../../../apps/collection/src/service';
import { CODES, type Owner, whoIs } from '../actors';
import { doorsOf } from '../doors';
import { thingOf, told, type World } from '../world';
import { operationsOf } from './operations';

const ACCOUNT = '1066000000001';
const MONTH = '2026-10';

const employerOf = async (room: Room<unknown>, owner: 'employer-a' | 'employer-b') => {
  const employer = {
    employerId: newId(),
    unitCode: CODES[owner],
    name: 'Công ty Mẫu',
    wageZone: 'III',
  } as const;
  await room.deliver(EmployerRegistered, employer, { id: employer.employerId });
  const one = { participationId: newId(), participantId: newId(), employerId: employer.employerId };
  const started = { ...one, fromMonth: MONTH, wageVnd: '10000000' };
  await room.deliver(ParticipationStarted, started, { id: one.participationId });
  return one;
};

/** An order of a household that a post office, or the agency, has enrolled: what its transfer must name. */
const orderOf = async (room: Room<unknown>, tenant: string, reference: string): Promise<string> => {
  const order = {
    orderId: newId(),
    reference,
    householdId: newId(),
    orderedOn: '2026-10-05',
    months: 12 as const,
    members: [{ participantId: newId(), cardId: newId(), place: 1 }],
  };
  await room.deliver(HouseholdInsuranceOrdered, order, { id: order.orderId, tenant });
  return reference;
};

const creditOf = (bankReference: string) => ({
  bankReference,
  amountVnd: '1000000',
  bookedOn: '2026-10-05',
  content: 'nop tien',
  creditedAccount: ACCOUNT,
});

const creditsOf = async (room: Room<unknown>): Promise<NonNullable<World['marks']>> => {
  const report = async (owner: Owner) =>
    told(await room.as(whoIs(owner)).post('/v1/bank-credits', creditOf('FT-FIRST')), BankCredit).creditId;
  return { 'bank-a': [await report('bank-a')], 'bank-b': [await report('bank-b')] };
};

export const startCollection = async (book: TokenBook): Promise<World> => {
  const room = await startRoom(service, book);
  const [a, b] = [await employerOf(room, 'employer-a'), await employerOf(room, 'employer-b')];
  told(await room.as(whoIs('officer')).post('/v1/assessments', { month: MONTH }), z.unknown());
  const reference = {
    ...thingOf(
      'post-office',
      await orderOf(room, 'post-office:630000', HOUSEHOLD.reference),
      await orderOf(room, 'post-office:620000', 'HD7K3M9QXB'),
      'HD7K3M9QXZ',
    ),
    agency: await orderOf(room, 'agency:66', 'HD7K3M9QXC'),
  };
  return {
    room,
    doors: doorsOf(routesOfService(service)),
    databases: [room.databaseUrl],
    things: {
      employerId: thingOf('employer', a.employerId, b.employerId),
      reference,
    },
    marks: await creditsOf(room),
    // A bank reports a booking once, with a reference of its own; and it tells of an order of the agency, so that its
    // answer is no sight of somebody else's.
    words: ({ serial }) => ({
      FT26278100001: `FT${serial}`,
      FT26278100003: `FT-FILE-${serial}`,
      [HOUSEHOLD.reference]: reference.agency,
    }),
    specials: {
      ...(await operationsOf(room)),
      'POST /v1/bank-statements': {
        speaksFor: 'bank-statement.other-bank',
        words: ({ owner }) => ({ [BANK_BIN]: CODES[owner === 'bank-b' ? owner : 'bank-a'] }),
      },
    },
  };
};
