import { z } from 'zod';
import { InstantText, LocalDateText } from '../vocabulary/calendar';
import { LAW, LAW_SPANS } from '../vocabulary/law/registry';
import { LawValue } from '../vocabulary/law/values';
import { SERVICES } from '../vocabulary/services';
import { kindsOf } from '../wire/open-kind';

const Text = z.string().trim().min(1).max(500);

/** A parameter that this release knows: nothing else can be changed. */
export const KnownLawParameter = z
  .enum(kindsOf(LAW))
  .meta({ id: 'KnownLawParameter', description: 'A number or table of the law that changes by date' });

export const SetLawValue = z
  .object({
    /** In the form of the parameter, as `GET /v1/law` shows it. */
    value: LawValue,
    /** The law, decree or letter. */
    source: Text,
    /** Why it is entered now, when it begins in the past. */
    note: Text.nullable(),
  })
  .meta({ id: 'SetLawValue' });
export type SetLawValue = z.infer<typeof SetLawValue>;

/** A value of the law that begins on a day. */
export const LawValueSet = z
  .object({
    parameter: KnownLawParameter,
    firstDay: LocalDateText,
    value: LawValue,
    source: z.string(),
    note: z.string().nullable(),
  })
  .meta({ id: 'LawValueSet' });
export type LawValueSet = z.infer<typeof LawValueSet>;

export const WithdrawLawValue = z.object({ reason: Text }).meta({ id: 'WithdrawLawValue' });
export type WithdrawLawValue = z.infer<typeof WithdrawLawValue>;

const PARAMETER = {
  parameter: KnownLawParameter,
  name: z.string().describe('In Vietnamese'),
  nameEn: z.string(),
  unit: z.string(),
  /** When a value may begin. One for a year ends with it; the others hold until the next one begins. */
  span: z.enum(LAW_SPANS),
  /** The services whose rules read it. */
  usedBy: z.array(z.enum(SERVICES)),
  /** What holds from when to when, the oldest first; an open end is null. */
  values: z.array(z.object({ from: LocalDateText, to: LocalDateText.nullable(), value: LawValue, source: z.string() })),
};

export const LawList = z.object({ items: z.array(z.object(PARAMETER)) }).meta({ id: 'LawList' });
export type LawList = z.infer<typeof LawList>;

/** What was known of a parameter, the newest first: nothing of it is ever changed. */
export const LawHistory = z
  .object({
    ...PARAMETER,
    entries: z.array(
      z.object({
        firstDay: LocalDateText,
        /** 0 for what the platform came with. */
        version: z.int().nonnegative(),
        /** Null where the value is withdrawn. */
        value: LawValue.nullable(),
        source: z.string(),
        note: z.string().nullable(),
        setAt: InstantText.nullable(),
        setBy: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'LawHistory' });
export type LawHistory = z.infer<typeof LawHistory>;
