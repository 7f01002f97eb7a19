import { z } from 'zod';
import { InstantText, LocalDateText } from '../vocabulary/calendar';
import { CardNumber, FacilityCode, Id, PersonName, Sex } from '../vocabulary/identifiers';
import { ClaimAmount } from '../vocabulary/money';

/** A card as the patient shows it. In the body of a request: a name in an address would stand in logs on its way. */
export const CardLookUp = z
  .object({
    /**
     * The number of a card, the personal id (12 digits) or the social-insurance number (10 digits), with blanks, dots or
     * hyphens where people write them. Any other text is answered with a national result code, as the national gateway does.
     */
    cardNumber: z.string().min(1).max(40),
    /** Date of the visit; today in Viet Nam when absent. */
    date: LocalDateText.optional(),
    fullName: PersonName.optional(),
    birthDate: LocalDateText.optional(),
    /** Asks for the visits of the last six months too; they are shown for a correct card, name and birth date only. */
    visits: z.boolean().optional(),
  })
  .meta({ id: 'CardLookUp' });
export type CardLookUp = z.infer<typeof CardLookUp>;

const CodedText = z.object({ code: z.string(), nameVi: z.string() });

/** A visit as another facility may know of it: no diagnosis, no cost. What is not reported yet is null. */
export const PastVisit = z
  .object({
    facilityCode: FacilityCode,
    facilityName: z.string().nullable(),
    arrivedAt: InstantText,
    leftAt: InstantText.nullable(),
    /** MA_LOAI_KCB */
    careType: CodedText.nullable(),
    /** KET_QUA_DTRI */
    result: CodedText.nullable(),
  })
  .meta({ id: 'PastVisit' });
export type PastVisit = z.infer<typeof PastVisit>;

/** The answer to a card look-up, with the national result code (000 = card correct). */
export const Eligibility = z
  .object({
    resultCode: z.string(),
    message: z.string(),
    messageVi: z.string(),
    date: LocalDateText,
    card: z
      .object({
        cardNumber: CardNumber,
        fullName: PersonName,
        birthDate: LocalDateText,
        sex: Sex,
        initialFacilityCode: FacilityCode,
        validFrom: LocalDateText,
        validTo: LocalDateText,
        fiveYearsOn: LocalDateText.nullable(),
        benefitPercent: z.int(),
      })
      .optional(),
    /** The newest first, when they were asked for and may be shown. */
    visits: z.array(PastVisit).optional(),
  })
  .meta({ id: 'Eligibility' });
export type Eligibility = z.infer<typeof Eligibility>;

export const CheckIn = z
  .object({
    checkInId: Id,
    encounterKey: z.string(),
    facilityCode: FacilityCode,
    arrivedAt: InstantText,
    cardResultCode: z.string(),
  })
  .meta({ id: 'CheckIn' });
export type CheckIn = z.infer<typeof CheckIn>;

/** One visit as its patient sees it in the overview. */
export const Visit = z
  .object({
    claimId: Id.nullable(),
    facilityCode: FacilityCode,
    arrivedAt: InstantText,
    leftAt: InstantText.nullable(),
    status: z.string(),
    fundPays: ClaimAmount.nullable(),
    coPayment: ClaimAmount.nullable(),
  })
  .meta({ id: 'Visit' });
export type Visit = z.infer<typeof Visit>;
