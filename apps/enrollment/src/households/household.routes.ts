import { EnrolHousehold, Household, HouseholdOrder, OrderHouseholdInsurance } from '@ansinh/contracts/enrollment/api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import { route } from '../kit';
import { enrolHousehold, orderHouseholdInsurance } from './household.commands';
import { ENROLLING, ORDERING, READING, READING_ORDER } from './household.examples';
import { getHousehold, getHouseholdOrder } from './household.views';

/** A post office answers for whom it enrols; an officer neither puts a person on record nor asks for a card alone. */
const TWO_PERSONS = { decide: 'approval:decide', alone: ['post-office'] } as const;

export const householdRoutes = [
  route({
    method: 'post',
    path: '/v1/households',
    summary: 'Enrol a household',
    description:
      'A post office enrols by itself, an officer by two persons. A member who does not agree with the register is one answer to a partner, for number, name, birth date and sex: `register.disagrees`; after many of them a day, `register.paused` until later.',
    tag: 'Households',
    permission: 'household:enrol',
    body: EnrolHousehold,
    reply: Household,
    status: 201,
    idempotent: true,
    problems: [
      'household.member-elsewhere',
      'household.member-repeated',
      'participant.changed-meanwhile',
      'participant.identity-differs',
      'participant.personal-id-conflict',
      'participant.si-number-differs',
      'participant.si-number-taken',
      'register.disagrees',
      'register.paused',
    ],
    twoPersons: TWO_PERSONS,
    example: ENROLLING,
    handle: (tx, { body }) => enrolHousehold(tx, body),
  }),
  route({
    method: 'get',
    path: '/v1/households/:householdId',
    summary: 'Read a household',
    tag: 'Households',
    permission: 'household:enrol',
    shows: 'person',
    params: z.object({ householdId: Id }),
    reply: Household,
    problems: ['request.not-found'],
    example: READING,
    handle: (tx, { params }) => getHousehold(tx, params.householdId),
  }),
  route({
    method: 'post',
    path: '/v1/households/:householdId/health-insurance-orders',
    summary: 'Order health insurance for members of a household',
    description:
      'A post office orders by itself, an officer by two persons. Places follow the order of `participantIds`; a place of the same calendar year is kept. The transfer has to carry `reference`.',
    tag: 'Households',
    permission: 'household:enrol',
    params: z.object({ householdId: Id }),
    body: OrderHouseholdInsurance,
    reply: HouseholdOrder,
    status: 201,
    idempotent: true,
    problems: ['household.member-repeated', 'household.not-a-member', 'request.not-found'],
    twoPersons: TWO_PERSONS,
    example: ORDERING,
    handle: (tx, { params, body }) => orderHouseholdInsurance(tx, params.householdId, body),
  }),
  route({
    method: 'get',
    path: '/v1/households/:householdId/health-insurance-orders/:orderId',
    summary: 'Read an order',
    tag: 'Households',
    permission: 'household:enrol',
    shows: 'person',
    params: z.object({ householdId: Id, orderId: Id }),
    reply: HouseholdOrder,
    problems: ['request.not-found'],
    example: READING_ORDER,
    handle: (tx, { params }) => getHouseholdOrder(tx, params.householdId, params.orderId),
  }),
];
