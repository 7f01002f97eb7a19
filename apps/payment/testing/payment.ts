import { ParticipantRegistered } from '@ansinh/contracts/enrollment/events';
import { FacilityRegistered } from '@ansinh/contracts/health-insurance/events';
import {
  type Benefit,
  type Payout,
  type PayoutBatch,
  type PayoutDestination,
  PayoutStatus,
  type ProposeBenefit,
  type TrialBalance,
} from '@ansinh/contracts/payment/api';
import type { PensionClaim } from '@ansinh/contracts/payment/benefits/pension.api';
import { localDate, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { newId } from '@ansinh/database';
import { buildPain002, type PaymentStatusCode } from '@ansinh/iso20022';
import { type Reply, startRoom } from '@ansinh/testkit';
import { service } from '../src/service';

export const OFFICER = { role: 'officer', tenantCode: '66', subject: 'officer-an' } as const;
export const SECOND_OFFICER = { role: 'officer', tenantCode: '66', subject: 'officer-binh' } as const;
export const APPROVER = { role: 'approver', tenantCode: '66', subject: 'approver-chi' } as const;
export const BANK = { role: 'bank', tenantCode: '970415', subject: 'bank-970415' } as const;
export const OTHER_BANK = { role: 'bank', tenantCode: '970436', subject: 'bank-970436' } as const;
export const POST = { role: 'post-office', tenantCode: '630000', subject: 'post-630000' } as const;
export const OTHER_POST = { role: 'post-office', tenantCode: '620000', subject: 'post-620000' } as const;

export type Person = { readonly participantId: string; readonly fullName: string; readonly personalId: string };

export const BIRTH_DATE = localDate('1969-05-10');

let persons = 0;

/** A woman born in May 1969, 57 years in May 2026; names and numbers are made up and differ by a counter. */
export const newPerson = (): Person => {
  persons += 1;
  return {
    participantId: newId(),
    fullName: `Trần Thị Mẫu ${persons}`,
    personalId: `066169${String(persons).padStart(6, '0')}`,
  };
};

export const accountOf = (person: Person): PayoutDestination => ({
  channel: 'bank',
  account: {
    bankBin: '970436',
    accountNumber: `00${person.personalId}`,
    accountName: person.fullName.toUpperCase(),
  },
});

/** What of a claim for a pension differs from test to test. */
export type PensionChanges = Partial<PensionClaim> & { readonly destination?: PayoutDestination };

export const claimOf = (person: Person, { destination, ...changes }: PensionChanges = {}): ProposeBenefit => ({
  kind: 'pension',
  participantId: person.participantId,
  destination: destination ?? accountOf(person),
  claim: {
    birthDate: BIRTH_DATE,
    sex: 'female',
    fromMonth: yearMonth('2026-10'),
    record: [{ fromMonth: yearMonth('2006-06'), toMonth: yearMonth('2026-05'), monthlyWageVnd: '6000000' }],
    ...changes,
  },
});

export const APPROVE = { decision: 'approve', reason: 'papers complete' } as const;

export const CASH: PayoutDestination = { channel: 'post-office', postOfficeCode: '630000' };

type Line = { readonly endToEndId: string; readonly status: PaymentStatusCode; readonly reason?: string };

/** What a bank answers to a batch. */
export const pain002Of = (messageId: string, lines: readonly Line[]): string =>
  buildPain002({
    messageId: `R-${messageId}`,
    createdAt: new Date('2026-10-06T10:00:00+07:00'),
    initiatingPartyName: 'Ngan hang mau',
    originalMessageId: messageId,
    originalMessageName: 'pain.001.001.09',
    reasons: [],
    paymentInformation: [
      {
        originalPaymentInformationId: `${messageId}-1`,
        reasons: [],
        transactions: lines.map(({ endToEndId, status, reason }) => ({
          originalEndToEndId: endToEndId,
          status,
          reasons: reason === undefined ? [] : [{ code: reason, additionalInfo: [] }],
        })),
      },
    ],
  });

/** The service on its own database, with the ways that every test of it takes. */
export const startPaymentRoom = async () => {
  const room = await startRoom(service);
  const officer = room.as(OFFICER);
  const approver = room.as(APPROVER);

  const register = async (person: Person): Promise<void> => {
    await room.deliver(
      ParticipantRegistered,
      { ...person, birthDate: BIRTH_DATE, sex: 'female', email: null },
      { id: person.participantId },
    );
  };
  /** Reads what was proposed, and decides on what was seen. */
  const decide = async (benefitId: string, decision: object = APPROVE, second = approver): Promise<Reply> => {
    const { digest } = (await officer.get(`/v1/benefit-claims/${benefitId}`)).body as Benefit;
    return second.post(`/v1/benefit-claims/${benefitId}/decisions`, { ...decision, digest });
  };
  /** Reads what was built, and releases what was seen. */
  const release = async (batchId: string, second = approver): Promise<Reply> => {
    const { digest } = (await officer.get(`/v1/payout-batches/${batchId}`)).body as PayoutBatch;
    return second.post(`/v1/payout-batches/${batchId}/approvals`, { digest });
  };
  /** A benefit that one officer has proposed and another one approved. */
  const approved = async (proposal: ProposeBenefit): Promise<Benefit> => {
    const proposed = await officer.post('/v1/benefit-claims', proposal);
    expect(proposed.status).toBe(201);
    const decided = await decide((proposed.body as Benefit).benefitId);
    expect(decided.status).toBe(200);
    return decided.body as Benefit;
  };
  const approvedPension = async (changes: PensionChanges = {}): Promise<Person & { benefitId: string }> => {
    const person = newPerson();
    await register(person);
    const { benefitId } = await approved(claimOf(person, changes));
    return { ...person, benefitId };
  };
  const payoutsOf = async (person: Person): Promise<Payout[]> => {
    const reply = await officer.get(`/v1/participants/${person.participantId}/payouts`);
    return reply.body as Payout[];
  };
  const onlyPayoutOf = async (person: Person): Promise<Payout> => {
    const [payout, ...more] = await payoutsOf(person);
    if (payout === undefined || more.length > 0) throw new Error('expected exactly one payout');
    return payout;
  };
  const run = (month = '2026-10') => officer.post('/v1/payout-runs', { month });
  const build = async (): Promise<PayoutBatch> => {
    const built = await officer.post('/v1/payout-batches', { bankBin: '970415', executionDate: '2026-10-06' });
    expect(built.status).toBe(201);
    return built.body as PayoutBatch;
  };
  const approvedBatch = async (): Promise<PayoutBatch> => {
    const { batchId } = await build();
    const approved = await release(batchId);
    expect(approved.status).toBe(200);
    return approved.body as PayoutBatch;
  };
  /** The trial balance by account as debit minus credit; it must balance whenever anybody looks. */
  const balances = async (): Promise<Record<string, string>> => {
    const reply = await officer.get('/v1/ledger/trial-balance');
    const { accounts, balanced, debitVnd, creditVnd } = reply.body as TrialBalance;
    expect(balanced).toBe(true);
    expect(debitVnd).toBe(creditVnd);
    return Object.fromEntries(
      accounts.map((sums) => [sums.account, String(BigInt(sums.debitVnd) - BigInt(sums.creditVnd))]),
    );
  };
  const statusOf = async (payoutId: string): Promise<PayoutStatus> => {
    const reply = await officer.get(`/v1/payouts/${payoutId}`);
    return PayoutStatus.parse((reply.body as Payout).status);
  };
  return {
    ...room,
    officer,
    approver,
    /** An officer, and the approver for what needs a second person. */
    together: room.withSecondPerson(OFFICER, APPROVER),
    decide,
    release,
    bank: room.as(BANK),
    post: room.as(POST),
    register,
    registerFacility: (facilityCode: string, version = 1) =>
      room.deliver(
        FacilityRegistered,
        {
          facilityCode,
          name: 'Bệnh viện mẫu',
          account: { bankBin: '970418', accountNumber: '6310009900001', accountName: 'BENH VIEN MAU' },
        },
        { id: newId(), version },
      ),
    approved,
    approvedPension,
    payoutsOf,
    onlyPayoutOf,
    run,
    build,
    approvedBatch,
    balances,
    statusOf,
  };
};

export type PaymentRoom = Awaited<ReturnType<typeof startPaymentRoom>>;

/** `<32 digits of the payout>-<attempt>`: what the bank sees of a payout. */
export const endToEndIdOf = (payout: Payout, attempt = 1): string =>
  `${payout.payoutId.replaceAll('-', '')}-${attempt}`;
