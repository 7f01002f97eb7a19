import type { Assessment, BankStatementResult, PaymentRequest, Statement } from '@ansinh/contracts/collection/api';
import type { Participant } from '@ansinh/contracts/enrollment/api';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { buildCreditNotification, type PaidCredit, withPaymentFaults } from '@ansinh/sample-data';
import { findParticipant } from './enrolment-steps';
import { dong, type Month, needed, until } from './month';

/** The bank books on this day, in the month after the contributions: still before they are due. */
const BOOKED_ON = '2026-11-05';
const NOTIFIED_AT = new Date('2026-11-05T09:00:00Z');
const AGENCY_BANK = '970405';

const statementOf = (month: Month, unitCode: string): Promise<Statement> => {
  const employerId = needed(month.state.employers.get(unitCode), `employer ${unitCode}`);
  return month.partners.officer.get<Statement>(`/v1/employers/${employerId}/statements/${month.region.month}`);
};

const hasWorkers = async (month: Month): Promise<boolean> => {
  for (const { registration, workers } of month.region.employers) {
    const statement = await statementOf(month, registration.unitCode).catch(() => undefined);
    if (statement?.workers !== workers.length) return false;
  }
  return true;
};

/** The declarations reach the collection service through Kafka: the assessment is repeated until it has all workers. */
export const assessContributions = async (month: Month): Promise<string> => {
  let run = 0;
  await until('every declared worker is assessed', async () => {
    run += 1;
    const json = { month: month.region.month };
    const assessment = await month.partners.officer.post<Assessment>(
      '/v1/assessments',
      { json },
      `sample-assessment-${run}-${month.traceId}`,
    );
    month.state.assessment = assessment;
    return (await hasWorkers(month)) ? true : undefined;
  });
  let totalVnd = 0n;
  for (const { registration } of month.region.employers)
    totalVnd += BigInt((await statementOf(month, registration.unitCode)).dueVnd);
  return `${dong(totalVnd)} due for ${month.region.month}`;
};

const paymentRequestOf = async (month: Month, unitCode: string): Promise<PaymentRequest | undefined> => {
  const employerId = needed(month.state.employers.get(unitCode), `employer ${unitCode}`);
  const path = `/v1/employers/${employerId}/payment-qr?month=${month.region.month}`;
  return month.partners.officer.get<PaymentRequest>(path).catch(() => undefined);
};

/** What each payer was asked for, as its transfer: amount and reference come from its VietQR. */
const paymentsOf = async (
  month: Month,
): Promise<{ payments: PaidCredit[]; account: PaymentRequest['account'] } | undefined> => {
  const order = needed(month.state.order, 'household order');
  const requests = [
    ...(await Promise.all(
      month.region.employers.map(({ registration }) => paymentRequestOf(month, registration.unitCode)),
    )),
    await month.partners['post-office']
      .get<PaymentRequest>(`/v1/payment-requests/${order.reference}`)
      .catch(() => undefined),
  ];
  const asked = requests.filter((request) => request !== undefined);
  const [first] = asked;
  if (first === undefined || asked.length < requests.length) return undefined;
  const payments = asked.map(
    (request, index): PaidCredit => ({
      bankReference: `FT26309${String(index + 1).padStart(6, '0')}`,
      amountVnd: BigInt(request.amountVnd),
      bookedOn: localDate(BOOKED_ON),
      content: request.content,
      payerName: index < month.region.employers.length ? `CONG TY MAU ${index + 1}` : 'HO GIA DINH MAU',
      payerAccount: `19000000${index + 1}`,
    }),
  );
  return { payments, account: first.account };
};

/** One camt.054 of the day: the second employer pays short, the third without a reference, the household's credit comes twice. */
export const receiveCredits = async (month: Month): Promise<string> => {
  const key = 'sample-camt054';
  const known = await month.partners.bank.get<{ items: { bankReference: string }[] }>('/v1/bank-credits?pageSize=50');
  if (known.items.some(({ bankReference }) => bankReference === 'FT26309000001'))
    return 'the file was taken by an earlier run';
  const ready = await until('every payer has its payment request', () => paymentsOf(month));
  const xml = buildCreditNotification({
    messageId: 'CAMT054-20261105',
    createdAt: NOTIFIED_AT,
    account: { number: ready.account.accountNumber, ownerName: ready.account.accountName, bankBin: AGENCY_BANK },
    payments: withPaymentFaults(ready.payments, { short: 1, unknown: 2, twice: 3 }),
  });
  const result = await month.partners.bank.post<BankStatementResult>('/v1/bank-statements', { xml }, key);
  return `${result.entries} credits, ${dong(BigInt(result.totalVnd))}: ${result.matched} matched, ${result.suspense} in suspense, ${result.duplicate} twice`;
};

const isActive = ({ cards }: Participant): boolean => cards.some((card) => card.status === 'active');

/** Paid contributions and premiums make cards valid: of the workers of the first employer and of the household. */
export const waitForCards = async (month: Month): Promise<string> => {
  const { officer } = month.partners;
  const [firstEmployer] = month.region.employers;
  const people = [...(firstEmployer?.workers ?? []), ...month.region.household.enrolment.members];
  for (const { personalId } of people) {
    const participant = await until('the paid cards are active', async () => {
      const found = await findParticipant(officer, personalId);
      return isActive(found) ? found : undefined;
    });
    month.state.participants.set(personalId, participant.participantId);
  }
  return `${people.length} cards are active`;
};
