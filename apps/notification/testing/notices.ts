import type { ArrearsReported } from '@ansinh/contracts/collection/events';
import type { CardActivated, ParticipantRegistered } from '@ansinh/contracts/enrollment/events';
import type { WorkFellDue } from '@ansinh/contracts/health-insurance/events';
import { type ChangeContact, InboxMessage } from '@ansinh/contracts/notification/api';
import type { PayoutCreated } from '@ansinh/contracts/payment/events';
import { pageOf } from '@ansinh/contracts/wire/common.api';
import type { EventInput } from '@ansinh/contracts/wire/envelope';
import { newId } from '@ansinh/database';
import type { Room, Who } from '@ansinh/testkit';

export const OFFICER = { role: 'officer', tenantCode: '66' } as const;
export const HOSPITAL = { role: 'hospital', tenantCode: '66001' } as const;
export const OTHER_HOSPITAL = { role: 'hospital', tenantCode: '66010' } as const;

/** What somebody says who wants mail there; none, without an address. */
export const mailTo = (address: string | null, language: 'vi' | 'en' = 'vi'): ChangeContact => ({
  addresses: [{ channel: 'email', address, language }],
});

type Registered = EventInput<typeof ParticipantRegistered>;

export const registeredPerson = (participantId: string, changes: Partial<Registered> = {}): Registered => ({
  participantId,
  personalId: '066090000001',
  fullName: 'Nguyễn Văn Mẫu',
  birthDate: '1990-05-17',
  sex: 'male',
  email: null,
  ...changes,
});

export const activatedCard = (participantId: string): EventInput<typeof CardActivated> => ({
  cardId: newId(),
  participantId,
  validFrom: '2026-10-01',
  validTo: '2026-12-31',
  fiveYearsOn: '2031-10-01',
});

export const payoutOf = (participantId: string): EventInput<typeof PayoutCreated> => ({
  payoutId: newId(),
  kind: 'pension',
  sourceId: newId(),
  beneficiary: { kind: 'participant', id: participantId },
  period: '2026-10',
  amountVnd: '4200000',
  channel: 'bank',
});

type Work = EventInput<typeof WorkFellDue>;

export const workOf = (changes: Partial<Work> & Pick<Work, 'owner'>): Work => ({
  deadlineId: newId(),
  facilityCode: '66001',
  step: 'explanation',
  period: '2026-10',
  count: 3,
  dueOn: '2026-10-08',
  stage: 'due-soon',
  daysOverdue: 0,
  textVi: 'Giải trình kết quả giám định (09/BH)',
  textEn: 'Explanation of the result of the appraisal (09/BH)',
  ...changes,
});

type Arrears = EventInput<typeof ArrearsReported>;

export const arrearsOf = (changes: Partial<Arrears> = {}): Arrears => ({
  statementId: newId(),
  employerId: newId(),
  unitCode: '6000000001DNA03',
  month: '2026-10',
  dueDate: '2026-11-30',
  stage: 'late',
  owner: { kind: 'employer', id: '6000000001DNA03' },
  outstandingVnd: '3200000',
  interestVnd: '2880',
  asOf: '2026-12-03',
  daysLate: 3,
  evasionOn: '2027-01-30',
  ...changes,
});

const InboxPage = pageOf(InboxMessage);

/** The first page of the inbox of a participant, as an officer reads it, or of an own tenant. */
export const inboxOf = async (room: Room<unknown>, whose: string | Who, query = ''): Promise<InboxMessage[]> => {
  const isParticipant = typeof whose === 'string';
  const path = isParticipant ? `/v1/participants/${whose}/messages` : '/v1/messages';
  const answer = await room.as(isParticipant ? OFFICER : whose).get(`${path}${query}`);
  if (answer.status !== 200) throw new Error(`the inbox was answered ${answer.status}: ${answer.text}`);
  return InboxPage.parse(answer.body).items;
};
