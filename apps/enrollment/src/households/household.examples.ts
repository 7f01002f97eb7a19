import { HOSPITAL, HOUSEHOLD, HUSBAND, WIFE } from '@ansinh/contracts/examples/story';

const { householdId, orderId, reference, communeCode, address } = HOUSEHOLD;

const inputOf = <Person extends typeof HUSBAND | typeof WIFE>({
  participantId: _,
  cardNumber: __,
  ...person
}: Person) => person;
const nameOf = ({ participantId, fullName }: typeof HUSBAND | typeof WIFE) => ({ participantId, fullName });
const placeOf = ({ participantId, cardNumber }: typeof HUSBAND | typeof WIFE, place: number) => ({
  participantId,
  place,
  cardNumber,
});

const ENROLLED = { householdId, communeCode, members: [nameOf(HUSBAND), nameOf(WIFE)] } as const;
const ORDERED = {
  orderId,
  householdId,
  reference,
  months: 12,
  status: 'unpaid',
  members: [placeOf(HUSBAND, 1), placeOf(WIFE, 2)],
} as const;

export const ENROLLING = {
  body: { communeCode, address, members: [inputOf(HUSBAND), { ...inputOf(WIFE), phone: '0905123456' }] },
  reply: ENROLLED,
} as const;

export const READING = { params: { householdId }, reply: ENROLLED } as const;

export const ORDERING = {
  params: { householdId },
  body: {
    participantIds: [HUSBAND.participantId, WIFE.participantId],
    months: 12,
    initialFacilityCode: HOSPITAL.facilityCode,
  },
  reply: ORDERED,
} as const;

export const READING_ORDER = { params: { householdId, orderId }, reply: ORDERED } as const;
