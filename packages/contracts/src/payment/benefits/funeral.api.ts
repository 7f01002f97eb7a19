import { z } from 'zod';
import { LocalDateText } from '../../vocabulary/calendar';
import { Id, PersonName } from '../../vocabulary/identifiers';

const Months = z.int().nonnegative().max(1200);

/** What a funeral allowance is claimed with; who receives it is whoever saw to the burial. */
export const FuneralClaim = z
  .object({
    /** The deceased as the death certificate names them; the register must know them by the same name and birth date. */
    deceased: z.object({ participantId: Id, fullName: PersonName, birthDate: LocalDateText }),
    diedOn: LocalDateText,
    /** Paid months of the deceased by the social-insurance book. */
    paidMonths: z.object({ compulsory: Months, voluntary: Months }),
    /** The deceased received a pension, also one that was suspended: no book is asked for. */
    onPension: z.boolean(),
    /** Why the claim comes more than 90 days after the death, in writing. */
    lateReason: z.string().trim().min(1).max(1000).optional(),
  })
  .meta({ id: 'FuneralClaim' });
export type FuneralClaim = z.infer<typeof FuneralClaim>;
