import { z } from 'zod';
import { LocalDateText, YearMonthText } from '../../vocabulary/calendar';
import { Sex } from '../../vocabulary/identifiers';
import { PositiveVndAmount } from '../../vocabulary/money';

/** Paid months of one wage, in order of time: the contribution record that a pension is counted from. */
export const WagePeriod = z
  .object({ fromMonth: YearMonthText, toMonth: YearMonthText, monthlyWageVnd: PositiveVndAmount })
  .meta({ id: 'WagePeriod' });
export type WagePeriod = z.infer<typeof WagePeriod>;

/** What a pension is claimed with. */
export const PensionClaim = z
  .object({
    birthDate: LocalDateText,
    sex: Sex.exclude(['undetermined']),
    /** First month with a pension. */
    fromMonth: YearMonthText,
    record: z.array(WagePeriod).min(1).max(600),
  })
  .meta({ id: 'PensionClaim' });
export type PensionClaim = z.infer<typeof PensionClaim>;
