import { z } from 'zod';
import { PageQuery, pageOf } from '../wire/common.api';

/** What a row of a file does to what is there: `same` changes nothing, `refused` is left out for its faults. */
export const RowChange = z.enum(['added', 'changed', 'removed', 'same', 'refused']).meta({ id: 'RowChange' });
export type RowChange = z.infer<typeof RowChange>;

const Values = z.record(z.string(), z.unknown());

/** A row of a file that waits for a second person. */
export const HeldRow = z
  .object({
    /** Its place in the file, from 1; null for what is there now and no longer in the file. */
    row: z.int().positive().nullable(),
    change: RowChange,
    /** What it is about, as people name it: the code of a drug, the card of a participant. */
    key: z.string(),
    /** What is there now; null where nothing is. */
    before: Values.nullable(),
    /** What will be there; null where it is taken away or refused. */
    after: Values.nullable(),
    /** Why it is refused. */
    faults: z.array(z.string()).optional(),
  })
  .meta({ id: 'HeldRow' });
export type HeldRow = z.infer<typeof HeldRow>;

/** The same as the door that reads the file gives it: what kind of change it is follows from before and after. */
export type FileRow = Omit<HeldRow, 'change' | 'faults'> & { readonly faults?: readonly string[] | undefined };

/** How many rows of a file do what. */
export const RowCounts = z
  .object({
    total: z.int().min(0),
    added: z.int().min(0),
    changed: z.int().min(0),
    removed: z.int().min(0),
    same: z.int().min(0),
    refused: z.int().min(0),
  })
  .meta({ id: 'RowCounts' });
export type RowCounts = z.infer<typeof RowCounts>;

/** What is shown of the rows of a file with the request itself; all of them are read page by page. */
export const RowsShown = z
  .object({
    counts: RowCounts,
    /** The first ones that change something or are refused. */
    first: z.array(HeldRow),
    /** Of all rows with what they change; it is compared and never shown. */
    sha256: z.string().optional(),
  })
  .meta({ id: 'RowsShown' });
export type RowsShown = z.infer<typeof RowsShown>;

export const HeldRowQuery = PageQuery.extend({ change: RowChange.optional() });
export type HeldRowQuery = z.infer<typeof HeldRowQuery>;

/** `total`: how many rows there are by this question; `counts`: of the whole file. */
export const HeldRowPage = pageOf(HeldRow).extend({ total: z.int().min(0), counts: RowCounts });
export type HeldRowPage = z.infer<typeof HeldRowPage>;
