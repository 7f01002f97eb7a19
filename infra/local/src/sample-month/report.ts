import type { ParticipantOverview } from '@ansinh/contracts/gateway/api';
import type { TrialBalance } from '@ansinh/contracts/payment/api';
import { dong, type Month, needed } from './month';

type Line = readonly [label: string, value: string];

export type MonthReport = { readonly lines: readonly Line[]; readonly faults: readonly string[] };

const partsOf = (overview: ParticipantOverview): readonly { readonly status: string }[] => [
  overview.participant,
  overview.contributions,
  overview.visits,
  overview.payouts,
  overview.messages,
];

/** The totals of the month, read back from the services, and whatever does not agree. */
export const reportMonth = async (month: Month): Promise<MonthReport> => {
  const { officer } = month.partners;
  const settledVnd = month.state.settlements.reduce((sum, { amountVnd }) => sum + BigInt(amountVnd), 0n);
  const benefitsVnd = month.state.benefits.reduce((sum, { amountVnd }) => sum + BigInt(amountVnd), 0n);
  const paidVnd = month.state.bankPaidVnd + month.state.cashPaidVnd;
  const payments = await officer.get<TrialBalance>('/v1/ledger/trial-balance');
  const collection = await officer.get<TrialBalance>('/v1/collection-ledger/trial-balance');
  const [pensioner] = month.region.pensioners;
  const personalId = needed(pensioner, 'pensioner').person.personalId;
  const participantId = needed(month.state.participants.get(personalId), 'participant');
  const overview = await officer.get<ParticipantOverview>(`/v1/participants/${participantId}/overview`);
  const missing = partsOf(overview).filter(({ status }) => status !== 'ok').length;
  const faults = [
    ...(paidVnd === settledVnd + benefitsVnd ? [] : [`paid ${dong(paidVnd)} is not settled + benefits`]),
    ...(payments.balanced ? [] : ['the payment ledger does not balance']),
    ...(collection.balanced ? [] : ['the collection ledger does not balance']),
    ...(missing === 0 ? [] : [`${missing} parts of the overview are unavailable`]),
  ];
  return {
    lines: [
      ['Settled with hospitals', dong(settledVnd)],
      ['Benefits decided', dong(benefitsVnd)],
      ['Paid by the bank', dong(month.state.bankPaidVnd)],
      ['Paid in cash', dong(month.state.cashPaidVnd)],
      ['Paid = settled + benefits', paidVnd === settledVnd + benefitsVnd ? 'yes' : 'NO'],
      ['Payment ledger', `${dong(BigInt(payments.debitVnd))} = ${dong(BigInt(payments.creditVnd))}`],
      ['Collection ledger', `${dong(BigInt(collection.debitVnd))} = ${dong(BigInt(collection.creditVnd))}`],
      [
        'Overview of a pensioner',
        `${partsOf(overview).length - missing} of ${partsOf(overview).length} parts, ${participantId}`,
      ],
    ],
    faults,
  };
};

/** Two columns in a frame of lines, for a terminal of 100 characters. */
export const tableOf = (title: string, lines: readonly Line[]): string => {
  const left = Math.max(...lines.map(([label]) => label.length));
  const right = Math.max(title.length - left, ...lines.map(([, value]) => value.length));
  const rule = '─'.repeat(left + right + 5);
  const rows = lines.map(([label, value]) => `  ${label.padEnd(left)}   ${value}`);
  return [rule, `  ${title}`, rule, ...rows, rule].join('\n');
};
