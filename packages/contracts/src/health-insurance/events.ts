import { z } from 'zod';
import { InstantText, LocalDateText, QuarterText, SummaryPeriodText, YearMonthText } from '../vocabulary/calendar';
import { FacilityCode, Id, SealedBankAccount } from '../vocabulary/identifiers';
import { ClaimAmount, PositiveVndAmount, VndAmount } from '../vocabulary/money';
import { type EventData, eventsOf } from '../wire/envelope';
import { DeadlineOwner, DeadlineStage, DeadlineStep } from './deadlines';

const event = eventsOf('health-insurance');

/** Whose the number of an account is sealed as, beside the code of its facility. */
export const FACILITY_ACCOUNT = 'facility-account';

export const FacilityRegistered = event({
  name: 'FacilityRegistered',
  aggregate: 'facilities',
  description: 'A medical facility was registered, or its data changed (the newest version counts).',
  data: z.object({
    facilityCode: FacilityCode,
    name: z.string().describe('Name of the facility'),
    account: SealedBankAccount.describe('Where settlements are paid to'),
  }),
});
export type FacilityRegistered = EventData<typeof FacilityRegistered>;

export const PatientCheckedIn = event({
  name: 'PatientCheckedIn',
  aggregate: 'check-ins',
  description: 'A patient arrived at a facility (XML0).',
  data: z.object({
    checkInId: Id,
    facilityCode: FacilityCode,
    participantId: Id.nullable().describe('The patient; null when the card is not known here'),
    arrivedAt: InstantText.describe('Arrival at the facility'),
  }),
});
export type PatientCheckedIn = EventData<typeof PatientCheckedIn>;

export const ClaimReceived = event({
  name: 'ClaimReceived',
  aggregate: 'claims',
  description:
    'A claim passed the structure checks and is stored. The payload stays in the service; the event refers to it.',
  data: z.object({
    claimId: Id,
    facilityCode: FacilityCode,
    payload: z
      .object({
        documentId: Id,
        sizeBytes: z.int().positive().describe('Length of the stored file'),
        sha256: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .describe('Digest of the stored file, in hexadecimal'),
      })
      .describe('The stored claim file; it never travels in an event'),
  }),
});
export type ClaimReceived = EventData<typeof ClaimReceived>;

export const ClaimOutcome = z.enum(['accepted', 'returned']).meta({ id: 'ClaimOutcome' });
export type ClaimOutcome = z.infer<typeof ClaimOutcome>;

export const ClaimAppraised = event({
  name: 'ClaimAppraised',
  aggregate: 'claims',
  description: 'The rules gave their answer. A returned claim can be corrected and sent again.',
  data: z.object({
    claimId: Id,
    facilityCode: FacilityCode,
    participantId: Id.nullable().describe('The patient; null when the card is not known here'),
    month: YearMonthText.describe('Month of the settlement'),
    outcome: ClaimOutcome.describe('What the appraisal decided'),
    fundPays: ClaimAmount.describe('What the fund owes for the claim'),
    ruleCodes: z
      .array(z.string())
      .describe('Rules of the findings, e.g. `ARITH`. No diagnosis and no service travels here'),
    openQuestions: z
      .int()
      .positive()
      .optional()
      .describe(
        'Questions that an officer has to decide still: what the fund pays may become less. None when left out',
      ),
  }),
});
export type ClaimAppraised = EventData<typeof ClaimAppraised>;

export const SettlementApproved = event({
  name: 'SettlementApproved',
  aggregate: 'settlements',
  description: 'What the fund owes a facility for the accepted claims of a month, rounded to dong.',
  data: z.object({
    settlementId: Id,
    facilityCode: FacilityCode,
    month: YearMonthText.describe('Month of the settlement'),
    claims: z.int().positive().describe('How many accepted claims it holds'),
    amountVnd: VndAmount.describe('What the fund owes the facility, less what an advance has paid before'),
  }),
});
export type SettlementApproved = EventData<typeof SettlementApproved>;

export const AdvanceApproved = event({
  name: 'AdvanceApproved',
  aggregate: 'advances',
  description: 'A facility gets a share of the cost of its last quarter before the claims of the new one are settled.',
  data: z.object({
    advanceId: Id,
    facilityCode: FacilityCode,
    quarter: QuarterText.describe('The quarter that the advance is for'),
    amountVnd: PositiveVndAmount.describe('What the fund pays in advance; settlements take it into account'),
  }),
});
export type AdvanceApproved = EventData<typeof AdvanceApproved>;

export const WorkFellDue = event({
  name: 'WorkFellDue',
  aggregate: 'deadlines',
  description:
    'Work of a facility or of the agency falls due within a working day, or is overdue: told once for each facility, step, period, due day and stage. Work that was done in time is never told.',
  data: z.object({
    deadlineId: Id,
    owner: z
      .object({
        kind: DeadlineOwner,
        id: z.string().describe('Code of the facility, or of the agency'),
      })
      .describe('Whom it concerns: who has to act; the agency where work of another one stays overdue'),
    facilityCode: FacilityCode.describe('The facility whose claims or money the work is about'),
    step: DeadlineStep,
    period: SummaryPeriodText.describe('The month or quarter that is meant, else the month in which the term began'),
    count: z.int().positive().describe('Claims, summaries, settlements or certificates that wait'),
    dueOn: LocalDateText.describe('Last day of the term'),
    stage: DeadlineStage,
    daysOverdue: z.int().nonnegative().describe('Calendar days since the last day of the term'),
    textVi: z.string().describe('What has to be done, in Vietnamese'),
    textEn: z.string().describe('What has to be done, in English'),
  }),
});
export type WorkFellDue = EventData<typeof WorkFellDue>;
