import { z } from 'zod';
import { LocalDateText, YearMonthText } from '../vocabulary/calendar';
import { WageZone } from '../vocabulary/funds';
import {
  CardNumber,
  CommuneCode,
  FacilityCode,
  Id,
  PersonalId,
  PersonName,
  Sex,
  SiNumber,
  UnitCode,
} from '../vocabulary/identifiers';
import { PositiveVndAmount, VndAmount } from '../vocabulary/money';

/** What identifies a person at every door. */
export const PersonInput = z
  .object({
    personalId: PersonalId,
    siNumber: SiNumber.optional(),
    fullName: PersonName,
    birthDate: LocalDateText,
    sex: Sex,
    phone: z
      .string()
      .regex(/^\+?\d{8,15}$/, 'a phone number has 8 to 15 digits')
      .optional(),
    email: z.email().optional(),
    communeCode: CommuneCode.optional(),
  })
  .meta({ id: 'PersonInput' });
export type PersonInput = z.infer<typeof PersonInput>;

export const RegisterEmployer = z
  .object({
    unitCode: UnitCode,
    name: z.string().trim().min(1).max(255),
    /** Commune of the place of work: it decides the zone of the minimum wage. */
    communeCode: CommuneCode,
    email: z.email().optional(),
    phone: z.string().max(20).optional(),
  })
  .meta({ id: 'RegisterEmployer' });
export type RegisterEmployer = z.infer<typeof RegisterEmployer>;

export const Employer = z
  .object({
    employerId: Id,
    unitCode: UnitCode,
    name: z.string(),
    communeCode: CommuneCode,
    wageZone: WageZone,
    email: z.string().nullable(),
  })
  .meta({ id: 'Employer' });
export type Employer = z.infer<typeof Employer>;

/** The zone of the regional minimum wage of one commune from a date on; it holds until a later entry begins. */
export const SetWageZone = z
  .object({
    zone: WageZone,
    validFrom: LocalDateText,
    /** The legal text, e.g. `Decree 293/2025, annex`. */
    source: z.string().trim().min(1).max(255),
  })
  .meta({ id: 'SetWageZone' });
export type SetWageZone = z.infer<typeof SetWageZone>;

export const CommuneWageZone = z
  .object({ communeCode: CommuneCode, ...SetWageZone.shape })
  .meta({ id: 'CommuneWageZone' });
export type CommuneWageZone = z.infer<typeof CommuneWageZone>;

/** One line of D02-LT, the list of workers. `changeWage` and `stop` name a worker that the employer already declared. */
export const DeclarationLine = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('start'),
      person: PersonInput,
      fromMonth: YearMonthText,
      wageVnd: PositiveVndAmount,
      initialFacilityCode: FacilityCode,
    }),
    z.object({
      kind: z.literal('changeWage'),
      personalId: PersonalId,
      fromMonth: YearMonthText,
      wageVnd: PositiveVndAmount,
    }),
    z.object({ kind: z.literal('stop'), personalId: PersonalId, lastMonth: YearMonthText }),
  ])
  .meta({ id: 'DeclarationLine' });
export type DeclarationLine = z.infer<typeof DeclarationLine>;

export const SubmitDeclaration = z
  .object({ lines: z.array(DeclarationLine).min(1).max(5000) })
  .meta({ id: 'SubmitDeclaration' });
export type SubmitDeclaration = z.infer<typeof SubmitDeclaration>;

/** Each line has its own outcome; one bad line does not spoil the rest. */
export const DeclarationLineResult = z
  .object({
    index: z.int().nonnegative(),
    outcome: z.enum(['accepted', 'rejected']),
    participantId: Id.optional(),
    siNumber: SiNumber.optional(),
    cardNumber: CardNumber.optional(),
    code: z.string().optional(),
    detail: z.string().optional(),
    pointer: z.string().optional(),
  })
  .meta({ id: 'DeclarationLineResult' });
export type DeclarationLineResult = z.infer<typeof DeclarationLineResult>;

export const Declaration = z
  .object({
    declarationId: Id,
    employerId: Id,
    accepted: z.int(),
    rejected: z.int(),
    lines: z.array(DeclarationLineResult),
  })
  .meta({ id: 'Declaration' });
export type Declaration = z.infer<typeof Declaration>;

export const EnrolHousehold = z
  .object({ communeCode: CommuneCode, address: z.string().max(1024), members: z.array(PersonInput).min(1).max(30) })
  .meta({ id: 'EnrolHousehold' });
export type EnrolHousehold = z.infer<typeof EnrolHousehold>;

export const Household = z
  .object({
    householdId: Id,
    communeCode: CommuneCode,
    members: z.array(z.object({ participantId: Id, fullName: PersonName })),
  })
  .meta({ id: 'Household' });
export type Household = z.infer<typeof Household>;

export const OrderHouseholdInsurance = z
  .object({
    participantIds: z.array(Id).min(1).max(30),
    months: z.union([z.literal(3), z.literal(6), z.literal(12)]),
    initialFacilityCode: FacilityCode,
  })
  .meta({ id: 'OrderHouseholdInsurance' });
export type OrderHouseholdInsurance = z.infer<typeof OrderHouseholdInsurance>;

export const HouseholdOrder = z
  .object({
    orderId: Id,
    householdId: Id,
    /** What the transfer has to carry so that the credit is matched. */
    reference: z.string(),
    months: z.int(),
    status: z.enum(['unpaid', 'paid']),
    members: z.array(z.object({ participantId: Id, place: z.int(), cardNumber: CardNumber })),
  })
  .meta({ id: 'HouseholdOrder' });
export type HouseholdOrder = z.infer<typeof HouseholdOrder>;

export const Card = z
  .object({
    cardId: Id,
    cardNumber: CardNumber,
    status: z.enum(['pending', 'active', 'withdrawn']),
    initialFacilityCode: FacilityCode,
    validFrom: LocalDateText.nullable(),
    validTo: LocalDateText.nullable(),
  })
  .meta({ id: 'Card' });
export type Card = z.infer<typeof Card>;

export const Participant = z
  .object({
    participantId: Id,
    personalId: PersonalId,
    siNumber: SiNumber.nullable(),
    fullName: PersonName,
    birthDate: LocalDateText,
    sex: Sex,
    cards: z.array(Card),
    participations: z.array(
      z.object({
        participationId: Id,
        employerId: Id,
        fromMonth: YearMonthText,
        lastMonth: YearMonthText.nullable(),
        wageVnd: VndAmount,
      }),
    ),
  })
  .meta({ id: 'Participant' });
export type Participant = z.infer<typeof Participant>;

/** Personal numbers never stand in an address, hence a search by POST. */
export const SearchParticipants = z
  .object({ personalId: PersonalId.optional(), siNumber: SiNumber.optional(), cardNumber: CardNumber.optional() })
  .refine(
    (query) => Object.values(query).filter((value) => value !== undefined).length === 1,
    'name exactly one of personalId, siNumber, cardNumber',
  )
  .meta({ id: 'SearchParticipants' });
export type SearchParticipants = z.infer<typeof SearchParticipants>;
