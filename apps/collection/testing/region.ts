import type { BankCredit, Statement } from '@ansinh/contracts/collection/api';
import {
  EmployerRegistered,
  HouseholdInsuranceOrdered,
  ParticipationChanged,
  ParticipationEnded,
  ParticipationStarted,
} from '@ansinh/contracts/enrollment/events';
import type { TrialBalance } from '@ansinh/contracts/payment/api';
import { newId } from '@ansinh/database';
import { buildCamt054, type Entry } from '@ansinh/iso20022';
import { type Room, startRoom } from '@ansinh/testkit';
import type { PrismaClient } from '../src/generated/prisma/client';
import { service } from '../src/service';

export const OFFICER = { role: 'officer', tenantCode: '66' } as const;
export const BANK = { role: 'bank', tenantCode: '970415' } as const;
export const OTHER_BANK = { role: 'bank', tenantCode: '970436' } as const;
export const ACCOUNT = '1066000000001';

/** 10,000,000 dong of wage: 3,200,000 of contributions, 450,000 of them for health insurance. */
export const WAGE = '10000000';

export type Unit = { readonly employerId: string; readonly unitCode: string };
export type Worker = { readonly participationId: string; readonly participantId: string; readonly employerId: string };

/** One room of collection with the words that its tests speak. */
export const startCollection = async () => {
  const room: Room<PrismaClient> = await startRoom(service);
  let units = 0;
  let references = 0;

  const employer = async (): Promise<Unit> => {
    units += 1;
    const unit = { employerId: newId(), unitCode: `60000${String(units).padStart(5, '0')}DNA03` };
    await room.deliver(EmployerRegistered, { ...unit, name: 'Công ty Mẫu', wageZone: 'III' }, { id: unit.employerId });
    return unit;
  };
  const worker = async (unit: Unit, fromMonth = '2026-01', wageVnd = WAGE): Promise<Worker> => {
    const one = { participationId: newId(), participantId: newId(), employerId: unit.employerId };
    await room.deliver(ParticipationStarted, { ...one, fromMonth, wageVnd }, { id: one.participationId });
    return one;
  };
  const assess = (month = '2026-10') => room.as(OFFICER).post('/v1/assessments', { month });
  const referenceOf = (unit: Unit, month = '2026-10') => `BH${unit.unitCode}${month.replace('-', '')}`;
  const credit = (changes: object = {}) => {
    references += 1;
    return {
      bankReference: `FT${references}`,
      amountVnd: '3200000',
      bookedOn: '2026-11-15',
      content: 'nop tien',
      creditedAccount: ACCOUNT,
      ...changes,
    };
  };

  return {
    ...room,
    employer,
    worker,
    assess,
    referenceOf,
    credit,
    change: (one: Worker, fromMonth: string, wageVnd: string, version = 2) =>
      room.deliver(ParticipationChanged, { ...one, fromMonth, wageVnd }, { id: one.participationId, version }),
    end: (one: Worker, lastMonth: string, version = 3) =>
      room.deliver(ParticipationEnded, { ...one, lastMonth }, { id: one.participationId, version }),
    order: async (places: number, changes: object = {}, tenant = 'post-office:630000') => {
      const data = {
        orderId: newId(),
        reference: 'HD7K3M9QXA',
        householdId: newId(),
        orderedOn: '2026-10-05',
        months: 12 as const,
        members: Array.from({ length: places }, (_, index) => ({
          participantId: newId(),
          cardId: newId(),
          place: index + 1,
        })),
        ...changes,
      };
      await room.deliver(HouseholdInsuranceOrdered, data, { id: data.orderId, tenant });
      return data;
    },
    pay: async (unit: Unit, amountVnd: string, changes: object = {}) => {
      const reply = await room
        .as(BANK)
        .post('/v1/bank-credits', credit({ amountVnd, content: referenceOf(unit), ...changes }));
      return { ...reply, body: reply.body as BankCredit };
    },
    statement: async (unit: Unit, month = '2026-10') => {
      const reply = await room.as(OFFICER).get(`/v1/employers/${unit.employerId}/statements/${month}`);
      return reply.body as Statement;
    },
    /** Net balances by account, debits above zero; the books must balance at any time. */
    balances: async (): Promise<Record<string, string>> => {
      const reply = await room.as(OFFICER).get('/v1/collection-ledger/trial-balance');
      const { accounts, balanced } = reply.body as TrialBalance;
      expect(balanced).toBe(true);
      const nets = accounts.map(({ account, debitVnd, creditVnd }) => [account, BigInt(debitVnd) - BigInt(creditVnd)]);
      return Object.fromEntries(nets.filter(([, net]) => net !== 0n).map(([account, net]) => [account, String(net)]));
    },
    /** Every sum that is kept twice is equal, and every dong of every credit is somewhere: no rows when it holds. */
    contradictions: async (): Promise<unknown[]> => room.db.$queryRaw`
      SELECT 'statement funds' AS what, statement_id AS id FROM statements JOIN statement_funds AS fund USING (statement_id)
      GROUP BY statement_id HAVING statements.due_vnd <> sum(fund.employee_vnd + fund.employer_vnd) OR statements.paid_vnd <> sum(fund.paid_vnd)
      UNION ALL
      SELECT 'lines', statement_id FROM statements JOIN contribution_lines AS line USING (statement_id)
      GROUP BY statement_id HAVING statements.due_vnd <> sum(line.employee_vnd + line.employer_vnd)
      UNION ALL
      SELECT 'allocations of statement', statement_id FROM statements LEFT JOIN credit_allocations USING (statement_id)
      GROUP BY statement_id HAVING statements.paid_vnd + statements.interest_paid_vnd <> coalesce(sum(amount_vnd), 0)
      UNION ALL
      SELECT 'allocations of credit', credit_id FROM bank_credits LEFT JOIN credit_allocations AS row USING (credit_id)
      GROUP BY credit_id HAVING allocated_vnd <> coalesce(sum(row.amount_vnd), 0)
      UNION ALL
      SELECT 'suspense account', NULL FROM postings WHERE account = 'suspense'
      HAVING sum(credit_vnd - debit_vnd) <> (SELECT sum(suspense_vnd) FROM bank_credits)
      UNION ALL
      SELECT 'receivables', NULL FROM postings
      WHERE account LIKE 'receivable:%' AND account NOT IN ('receivable:interest', 'receivable:household-premium')
      HAVING sum(debit_vnd - credit_vnd) <> (SELECT sum(due_vnd - paid_vnd) FROM statements)
      UNION ALL
      SELECT 'receivable interest', NULL FROM postings WHERE account = 'receivable:interest'
      HAVING sum(debit_vnd - credit_vnd) <> (SELECT sum(interest_charged_vnd - interest_paid_vnd) FROM statements)
      UNION ALL
      SELECT 'receivable premiums', NULL FROM postings WHERE account = 'receivable:household-premium'
      HAVING sum(debit_vnd - credit_vnd) <> (SELECT sum(total_vnd - paid_vnd) FROM household_premiums)
      UNION ALL
      SELECT 'bank accounts', NULL FROM postings WHERE account LIKE 'bank:%'
      HAVING sum(debit_vnd - credit_vnd) <> (SELECT sum(amount_vnd) FROM bank_credits)`,
  };
};
export type Collection = Awaited<ReturnType<typeof startCollection>>;

export const bankEntry = (changes: Partial<Entry> & { content?: string } = {}): Entry => {
  const { content, ...entry } = changes;
  const amountVnd = entry.amountVnd ?? 3_200_000n;
  const creditDebit = entry.creditDebit ?? 'CRDT';
  return {
    accountServicerRef: 'FT26001',
    reversal: false,
    status: 'BOOK',
    bookingDate: '2026-11-15',
    valueDate: '2026-11-15',
    details: [{ amountVnd, creditDebit, remittanceText: content, debtorName: 'CONG TY MAU' }],
    ...entry,
    amountVnd,
    creditDebit,
  };
};

export const camt054 = (entries: readonly Entry[], bankBin = '970415'): string =>
  buildCamt054({
    messageId: 'NTF-2026-11-15',
    createdAt: new Date('2026-11-15T10:00:00Z'),
    notifications: [{ id: 'N1', account: { account: ACCOUNT, bankBin }, entries }],
  });
