import { z } from 'zod';
import { LocalDateText } from '../vocabulary/calendar';
import { CardNumber, FacilityCode } from '../vocabulary/identifiers';
import { PersonInput } from './api';

/** One line of POST /v1/imports/participants, as NDJSON or CSV: a person of the present register, with the card if there is one. */
export const ImportRow = z
  .object({
    ...PersonInput.shape,
    card: z
      .object({
        cardNumber: CardNumber,
        validFrom: LocalDateText,
        validTo: LocalDateText,
        initialFacilityCode: FacilityCode,
        fiveYearsOn: LocalDateText.optional(),
      })
      .optional(),
  })
  .meta({ id: 'ImportRow' });
export type ImportRow = z.infer<typeof ImportRow>;

/** Cards of one group with one rate that an import brings, and the days that they cover. */
export const ImportedCards = z
  .object({
    /** The two letters of the card, and the digit behind them. */
    group: z.string(),
    level: z.int(),
    /** What the fund pays of a bill for a holder, today or on the nearest day that the card covers. */
    percent: z.int(),
    cards: z.int(),
    /** The first and the last day that any of them covers. */
    validFrom: LocalDateText,
    validTo: LocalDateText,
    /** Of how many the file itself says since when five years are full. */
    fiveYearsGiven: z.int(),
  })
  .meta({ id: 'ImportedCards' });
export type ImportedCards = z.infer<typeof ImportedCards>;

/** What the rows of an import bring that is not on record, as whoever approves it has to see it. */
export const ImportBrings = z
  .object({
    persons: z.int(),
    /** Of persons on record who had none. */
    siNumbers: z.int(),
    cards: z.int(),
    groups: z.array(ImportedCards),
    /** Where the cards are registered. */
    facilities: z.array(z.object({ facilityCode: FacilityCode, cards: z.int() })),
  })
  .meta({ id: 'ImportBrings' });
export type ImportBrings = z.infer<typeof ImportBrings>;

export const ImportResult = z
  .object({
    rows: z.int(),
    imported: z.int(),
    unchanged: z.int(),
    rejected: z.int(),
    brings: ImportBrings,
    /** The first 1,000 bad rows, each explained. */
    errors: z.array(z.object({ line: z.int(), pointer: z.string(), code: z.string(), detail: z.string() })),
  })
  .meta({ id: 'ImportResult' });
export type ImportResult = z.infer<typeof ImportResult>;
