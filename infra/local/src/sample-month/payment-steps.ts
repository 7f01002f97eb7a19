import type { InboxMessage } from '@ansinh/contracts/notification/api';
import type {
  Benefit,
  Payout,
  PayoutBatch,
  PreparedPayouts,
  StatusReportResult,
  TrialBalance,
} from '@ansinh/contracts/payment/api';
import type { Page } from '@ansinh/contracts/wire/common.api';
import { answerPain001, type ImportedPerson } from '@ansinh/sample-data';
import { decided } from './approvals';
import { dong, type Month, needed, until } from './month';

const BANK = '970405';
const EXECUTION_DATE = '2026-11-30';
const REPORTED_AT = new Date('2026-11-06T03:00:00Z');
const PAID_AT = '2026-11-10T09:15:00+07:00';

const participantIdOf = ({ state }: Month, personalId: string): string =>
  needed(state.participants.get(personalId), 'participant');

export const decidePensions = async (month: Month): Promise<string> => {
  const { officer, approver } = month.partners;
  for (const [index, { person, proposal }] of month.region.pensioners.entries()) {
    const json = { ...proposal, participantId: participantIdOf(month, person.personalId) };
    const proposed = await until('the person is known to the payment service', () =>
      officer
        .post<Benefit>('/v1/benefit-claims', { json }, `sample-pension-${index}`)
        .catch((error: unknown) => unlessUnknownPerson(error)),
    );
    const decision = { decision: 'approve', digest: proposed.digest, reason: 'Đủ điều kiện' };
    const path = `/v1/benefit-claims/${proposed.benefitId}/decisions`;
    month.state.benefits.push(await approver.post<Benefit>(path, { json: decision }, `sample-decision-${index}`));
  }
  const amounts = month.state.benefits.map(({ amountVnd }) => dong(BigInt(amountVnd)));
  return `${amounts.length} pensions by two persons each: ${amounts.join(', ')} a month`;
};

const unlessUnknownPerson = (error: unknown): undefined => {
  const isUnknown = error instanceof Error && error.message.includes('benefit.participant-unknown');
  if (!isUnknown) throw error;
  return undefined;
};

const settledVnd = ({ state }: Month): bigint =>
  state.settlements.reduce((sum, { amountVnd }) => sum + BigInt(amountVnd), 0n);
const pensionsVnd = ({ state }: Month): bigint =>
  state.benefits.reduce((sum, { amountVnd }) => sum + BigInt(amountVnd), 0n);

/** The pensions of the month, and the settlements that came from health insurance by events, in one list for the bank. */
export const buildPayoutList = async (month: Month): Promise<string> => {
  const { officer, approver } = month.partners;
  await officer.post<PreparedPayouts>('/v1/payout-runs', { json: { month: month.region.month } }, 'sample-payout-run');
  const owedVnd = settledVnd(month) + pensionsVnd(month);
  await until('the settlements have become payouts', async () => {
    const { accounts } = await officer.get<TrialBalance>('/v1/ledger/trial-balance');
    const payable = accounts.filter(({ account }) => account.startsWith('payable:'));
    const creditedVnd = payable.reduce((sum, { creditVnd }) => sum + BigInt(creditVnd), 0n);
    return creditedVnd >= owedVnd ? true : undefined;
  });
  const json = { bankBin: BANK, executionDate: EXECUTION_DATE };
  const built = await officer.post<PayoutBatch>('/v1/payout-batches', { json }, 'sample-batch');
  month.state.batch = await approver.post<PayoutBatch>(
    `/v1/payout-batches/${built.batchId}/approvals`,
    { json: { digest: built.digest } },
    'sample-batch-approval',
  );
  return `${built.payouts} payouts, ${dong(BigInt(built.sumVnd))}, approved by a second person`;
};

/** The bank fetches pain.001.001.09 and answers pain.002: one account is closed. */
export const bankPays = async (month: Month): Promise<string> => {
  const { batchId } = needed(month.state.batch, 'payout batch');
  const pain001 = await month.partners.bank.getText(`/v1/payout-batches/${batchId}/pain.001`);
  const xml = await answerPain001(pain001, {
    messageId: 'PAIN002-20261106',
    createdAt: REPORTED_AT,
    bankName: 'Agribank',
    closedAccounts: month.region.closedAccounts,
  });
  const path = `/v1/payout-batches/${batchId}/status-reports`;
  month.state.report = await month.partners.bank.post<StatusReportResult>(path, { xml }, 'sample-status-report');
  const payouts = await Promise.all(
    month.region.pensioners.map(({ person }) =>
      month.partners.officer.get<Payout[]>(`/v1/participants/${participantIdOf(month, person.personalId)}/payouts`),
    ),
  );
  const byBank = payouts.flat().filter(({ channel, status }) => channel === 'bank' && status === 'paid');
  month.state.bankPaidVnd = settledVnd(month) + byBank.reduce((sum, { amountVnd }) => sum + BigInt(amountVnd), 0n);
  return `pain.002: ${month.state.report.paid} paid, ${month.state.report.returned} returned (AC04)`;
};

/** What came back goes to a post office, which pays it at the counter against the beneficiary's paper. */
export const postOfficePays = async (month: Month): Promise<string> => {
  const { officer } = month.partners;
  const post = month.partners['post-office'];
  const code = month.region.postOfficeCode;
  let paid = 0;
  for (const { person } of month.region.pensioners) {
    const payouts = await officer.get<Payout[]>(
      `/v1/participants/${participantIdOf(month, person.personalId)}/payouts`,
    );
    for (const { payoutId, status, channel } of payouts) {
      if (status === 'paid' && channel === 'bank') continue;
      const redirection = {
        destination: { channel: 'post-office', postOfficeCode: code },
        reason: 'Tài khoản đã đóng (AC04)',
      };
      await decided<Payout>(month, {
        path: `/v1/payouts/${payoutId}/redirections`,
        body: { json: redirection },
        key: `sample-redirection-${payoutId}`,
      });
      const list = await post.get<Page<Payout>>(`/v1/post-offices/${code}/payouts`);
      const line = needed(
        list.items.find((each) => each.payoutId === payoutId),
        'payout on the list of the post office',
      );
      const json = {
        amountVnd: line.amountVnd,
        receiverPersonalId: person.personalId,
        paidAt: PAID_AT,
        clerk: 'GDV-01',
      };
      const receipt = await post.post<Payout>(
        `/v1/payouts/${payoutId}/cash-payments`,
        { json },
        `sample-cash-${payoutId}`,
      );
      month.state.cashPaidVnd += BigInt(receipt.amountVnd);
      paid += 1;
    }
  }
  return `${paid} paid in cash: ${dong(month.state.cashPaidVnd)}`;
};

/** What somebody was told last, by the beginning of its name: the inbox is not read before it has come. */
const lastNoticeOf = ({ region }: Month, personalId: string): string => {
  const isIn = (people: readonly ImportedPerson[]) => people.some(({ person }) => person.personalId === personalId);
  if (isIn(region.pensioners)) return 'payout-paid.';
  return isIn(region.patients) ? 'claim-' : '';
};

/** Everybody whom something happened to finds it in the inbox, and by e-mail where there is an address. */
export const readInboxes = async (month: Month): Promise<string> => {
  const { officer } = month.partners;
  const messages: InboxMessage[] = [];
  for (const [personalId, participantId] of month.state.participants) {
    const last = lastNoticeOf(month, personalId);
    const inbox = await until('everybody has a notice, and the mail is sent', async () => {
      const { items } = await officer.get<Page<InboxMessage>>(
        `/v1/participants/${participantId}/messages?pageSize=200`,
      );
      const isTold = items.some(({ template }) => template.startsWith(last));
      const waits = items.some(({ deliveries }) => deliveries.some(({ status }) => status === 'queued'));
      return isTold && !waits ? items : undefined;
    });
    messages.push(...inbox);
  }
  const sent = messages.flatMap(({ deliveries }) => deliveries.filter(({ status }) => status === 'sent')).length;
  return `${messages.length} notices in ${month.state.participants.size} inboxes, ${sent} sent by e-mail`;
};
