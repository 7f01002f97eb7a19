import { z } from 'zod';
import { type EventData, eventsOf } from './envelope';
import { CardNumber, FacilityCode, Id, PersonalId, PersonName, Sex, SiNumber, UnitCode } from './identifiers';
import { VndAmount } from './money';
import { LocalDateText, YearMonthText } from './time';

const event = eventsOf('enrollment');

export const ParticipantRegistered = event({
  name: 'ParticipantRegistered',
  aggregate: 'participants',
  description:
    'A person became known to the agency, by declaration, household or import, or the agency learned more of them (the newest version counts).',
  personal: true,
  data: z.object({
    participantId: Id,
    /** A payer compares it with the paper shown at the counter. */
    personalId: PersonalId,
    siNumber: SiNumber.nullable(),
    fullName: PersonName,
    birthDate: LocalDateText,
    sex: Sex,
    phone: z.string().nullable(),
    email: z.string().nullable(),
  }),
});
export type ParticipantRegistered = EventData<typeof ParticipantRegistered>;

export const WageZone = z.enum(['I', 'II', 'III', 'IV']);
export type WageZone = z.infer<typeof WageZone>;

export const EmployerRegistered = event({
  name: 'EmployerRegistered',
  aggregate: 'employers',
  description: 'An employer (unit) was registered, or its wage zone changed (the newest version counts).',
  data: z.object({
    employerId: Id,
    unitCode: UnitCode,
    name: z.string(),
    wageZone: WageZone,
    email: z.string().nullable(),
  }),
});
export type EmployerRegistered = EventData<typeof EmployerRegistered>;

/** Which funds a participation pays into: all for an ordinary contract. */
export const FundName = z.enum(['retirement', 'sickness-maternity', 'accident', 'unemployment', 'health']);
export type FundName = z.infer<typeof FundName>;

const participation = {
  participationId: Id,
  participantId: Id,
  employerId: Id,
  fromMonth: YearMonthText,
  wageVnd: VndAmount,
};

export const ParticipationStarted = event({
  name: 'ParticipationStarted',
  aggregate: 'participations',
  description: 'A worker is insured through an employer from a month on.',
  data: z.object(participation),
});
export type ParticipationStarted = EventData<typeof ParticipationStarted>;

export const ParticipationChanged = event({
  name: 'ParticipationChanged',
  aggregate: 'participations',
  description: 'The wage that contributions are based on changed from a month on.',
  data: z.object(participation),
});
export type ParticipationChanged = EventData<typeof ParticipationChanged>;

export const ParticipationEnded = event({
  name: 'ParticipationEnded',
  aggregate: 'participations',
  description: 'The worker left; the month named is the last one with contributions.',
  data: z.object({ participationId: Id, participantId: Id, employerId: Id, lastMonth: YearMonthText }),
});
export type ParticipationEnded = EventData<typeof ParticipationEnded>;

export const HouseholdInsuranceOrdered = event({
  name: 'HouseholdInsuranceOrdered',
  aggregate: 'household-orders',
  description: 'A household wants health insurance for some of its members; it becomes valid when the premium is paid.',
  data: z.object({
    orderId: Id,
    reference: z.string(),
    householdId: Id,
    orderedOn: LocalDateText,
    months: z.union([z.literal(3), z.literal(6), z.literal(12)]),
    /** `place`: 1 for the first insured member of the household in the year, 2 for the second ... (domain 3.1). */
    members: z.array(z.object({ participantId: Id, cardId: Id, place: z.int().positive() })),
  }),
});
export type HouseholdInsuranceOrdered = EventData<typeof HouseholdInsuranceOrdered>;

export const CardIssued = event({
  name: 'CardIssued',
  aggregate: 'cards',
  description:
    'A health-insurance card exists. A pending card becomes valid by CardActivated. Issued again after a withdrawal it keeps its id and number (the newest version counts).',
  personal: true,
  data: z.object({
    cardId: Id,
    participantId: Id,
    cardNumber: CardNumber,
    /** What the card prints of its holder: what a hospital compares at reception. */
    holder: z.object({ fullName: PersonName, birthDate: LocalDateText, sex: Sex, personalId: PersonalId.nullable() }),
    initialFacilityCode: FacilityCode,
    status: z.enum(['pending', 'active']),
    validFrom: LocalDateText.nullable(),
    validTo: LocalDateText.nullable(),
    /** The date on which five consecutive insured years are reached (NAM_NAM_LIEN_TUC). */
    fiveYearsOn: LocalDateText.nullable(),
  }),
});
export type CardIssued = EventData<typeof CardIssued>;

export const CardActivated = event({
  name: 'CardActivated',
  aggregate: 'cards',
  description: 'The card is valid between two dates, both inclusive; a later one extends it.',
  data: z.object({
    cardId: Id,
    participantId: Id,
    validFrom: LocalDateText,
    validTo: LocalDateText,
    fiveYearsOn: LocalDateText,
  }),
});
export type CardActivated = EventData<typeof CardActivated>;

export const CardWithdrawn = event({
  name: 'CardWithdrawn',
  aggregate: 'cards',
  description: 'The card is not valid from a date on.',
  data: z.object({
    cardId: Id,
    participantId: Id,
    from: LocalDateText,
    reason: z.enum(['left-employer', 'replaced', 'died', 'error']),
  }),
});
export type CardWithdrawn = EventData<typeof CardWithdrawn>;
