import { z } from 'zod';
import { LocalDateText, YearMonthText } from '../vocabulary/calendar';
import { WageZone } from '../vocabulary/funds';
import { CardNumber, FacilityCode, Id, PersonalId, PersonName, Sex, UnitCode } from '../vocabulary/identifiers';
import { DayKind } from '../vocabulary/law/days';
import { LawValue } from '../vocabulary/law/values';
import { VndAmount } from '../vocabulary/money';
import { type EventData, eventsOf } from '../wire/envelope';
import { CardExpiryStage, CardWithdrawalReason, LawParameterName } from './kinds';

const event = eventsOf('enrollment');

export const ParticipantRegistered = event({
  name: 'ParticipantRegistered',
  aggregate: 'participants',
  description:
    'A person became known to the agency, by declaration, household or import, or the agency learned more of them (the newest version counts).',
  personal: true,
  data: z.object({
    participantId: Id,
    personalId: PersonalId.describe('Compared with the paper shown at the counter'),
    fullName: PersonName,
    birthDate: LocalDateText.describe('Date of birth'),
    sex: Sex,
    email: z.string().nullable().describe('Where notices go by e-mail'),
  }),
});
export type ParticipantRegistered = EventData<typeof ParticipantRegistered>;

export const EmployerRegistered = event({
  name: 'EmployerRegistered',
  aggregate: 'employers',
  description: 'An employer (unit) was registered, or its wage zone changed (the newest version counts).',
  data: z.object({
    employerId: Id,
    unitCode: UnitCode,
    name: z.string().describe('Registered name'),
    wageZone: WageZone.describe('Zone of the regional minimum wage'),
  }),
});
export type EmployerRegistered = EventData<typeof EmployerRegistered>;

const PARTICIPATION = {
  participationId: Id,
  participantId: Id,
  employerId: Id,
  fromMonth: YearMonthText.describe('First month that counts'),
  wageVnd: VndAmount.describe('Monthly wage that contributions are based on'),
};

export const ParticipationStarted = event({
  name: 'ParticipationStarted',
  aggregate: 'participations',
  description: 'A worker is insured through an employer from a month on.',
  data: z.object(PARTICIPATION),
});
export type ParticipationStarted = EventData<typeof ParticipationStarted>;

export const ParticipationChanged = event({
  name: 'ParticipationChanged',
  aggregate: 'participations',
  description: 'The wage that contributions are based on changed from a month on.',
  data: z.object(PARTICIPATION),
});
export type ParticipationChanged = EventData<typeof ParticipationChanged>;

export const ParticipationEnded = event({
  name: 'ParticipationEnded',
  aggregate: 'participations',
  description: 'The worker left; the month named is the last one with contributions.',
  data: z.object({
    participationId: Id,
    participantId: Id,
    employerId: Id,
    lastMonth: YearMonthText.describe('Last month with contributions'),
  }),
});
export type ParticipationEnded = EventData<typeof ParticipationEnded>;

export const HouseholdInsuranceOrdered = event({
  name: 'HouseholdInsuranceOrdered',
  aggregate: 'household-orders',
  description: 'A household wants health insurance for some of its members; it becomes valid when the premium is paid.',
  data: z.object({
    orderId: Id,
    reference: z.string().describe('What a transfer must name to pay the order'),
    householdId: Id,
    orderedOn: LocalDateText.describe('Date of the order: it picks rate and base salary'),
    months: z.union([z.literal(3), z.literal(6), z.literal(12)]).describe('Months that are bought'),
    members: z
      .array(
        z.object({
          participantId: Id,
          cardId: Id,
          place: z
            .int()
            .positive()
            .describe('1 for the first insured member of the household in the year, 2 for the second ...'),
        }),
      )
      .describe('Who is insured by the order'),
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
    holder: z
      .object({
        fullName: PersonName,
        birthDate: LocalDateText.describe('Date of birth'),
        sex: Sex,
        personalId: PersonalId.nullable().describe('Personal identification number, when known'),
      })
      .describe('What the card prints of its holder: a hospital compares it at reception'),
    initialFacilityCode: FacilityCode.describe('Facility where the holder is registered'),
    status: z.enum(['pending', 'active']).describe('`pending` until the first contribution or premium is paid'),
    validFrom: LocalDateText.nullable().describe('First valid day; null while pending'),
    validTo: LocalDateText.nullable().describe('Last valid day; null while pending'),
    fiveYearsOn: LocalDateText.nullable().describe(
      'When five consecutive insured years are reached (NAM_NAM_LIEN_TUC)',
    ),
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
    validFrom: LocalDateText.describe('First valid day'),
    validTo: LocalDateText.describe('Last valid day'),
    fiveYearsOn: LocalDateText.describe('When five consecutive insured years are reached (NAM_NAM_LIEN_TUC)'),
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
    from: LocalDateText.describe('First day on which the card is not valid'),
    reason: CardWithdrawalReason.describe('Why the card was withdrawn'),
  }),
});
export type CardWithdrawn = EventData<typeof CardWithdrawn>;

export const CardExpiryAnnounced = event({
  name: 'CardExpiryAnnounced',
  aggregate: 'card-expiries',
  description:
    'A card in force ends soon, or has ended, and the holder has no insurance that goes on: neither another card nor work at an employer. Told once for each last day and stage. The aggregate is the card.',
  data: z.object({
    cardId: Id,
    participantId: Id,
    validTo: LocalDateText.describe('Last valid day'),
    stage: CardExpiryStage.describe('Whether the last day comes or has passed'),
  }),
});
export type CardExpiryAnnounced = EventData<typeof CardExpiryAnnounced>;

export const CalendarDaySet = event({
  name: 'CalendarDaySet',
  aggregate: 'calendar-days',
  description:
    'The agency knows of a day that it is off, or that a weekend is worked, or that this was wrong (the newest version counts). The aggregate is the day.',
  data: z.object({
    day: LocalDateText,
    kind: DayKind.nullable().describe('What the day is; null when what was known is withdrawn: its weekday decides'),
    name: z.string().describe('Name of the day in Vietnamese'),
    source: z.string().describe('The decree or notice, or the reason of a withdrawal'),
    confirmed: z.boolean().describe('False while it is expected only'),
  }),
});
export type CalendarDaySet = EventData<typeof CalendarDaySet>;

export const LawChanged = event({
  name: 'LawChanged',
  aggregate: 'law-values',
  description:
    'The agency knows of another value of the law from a day on, or that one was wrong (the newest version of each parameter and first day counts). The aggregate is both of them.',
  data: z.object({
    parameter: LawParameterName,
    firstDay: LocalDateText.describe('Day from which the value holds, whenever it is told'),
    value: LawValue.nullable().describe('The value; null when it is withdrawn and the one before it holds on'),
    source: z.string().describe('The legal text, or the reason of a withdrawal'),
  }),
});
export type LawChanged = EventData<typeof LawChanged>;
