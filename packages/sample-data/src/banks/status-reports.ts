import {
  buildPain002,
  type Pain001Message,
  type PaymentStatusCode,
  readPain001,
  type TransactionStatus,
  type XmlInput,
} from '@ansinh/iso20022';

/** What the bank did with a payment: paid it, still works on it, or sent it back for a reason, for instance AC04. */
export type PayoutOutcome =
  | { readonly status: 'paid' | 'pending' }
  | { readonly status: 'returned'; readonly reason: string };

export type BankAnswer = {
  readonly messageId: string;
  readonly createdAt: Date;
  readonly bankName: string;
  /** By end-to-end id; a payment that is not named is paid. */
  readonly outcomes?: ReadonlyMap<string, PayoutOutcome>;
  /** Payments to these accounts come back with AC04. */
  readonly closedAccounts?: ReadonlySet<string>;
};

const STATUS: Readonly<Record<PayoutOutcome['status'], PaymentStatusCode>> = {
  paid: 'ACSC',
  pending: 'PDNG',
  returned: 'RJCT',
};

type Payment = Pain001Message['instructions'][number]['transactions'][number];

const outcomeOf = (payment: Payment, answer: BankAnswer): PayoutOutcome => {
  const named = answer.outcomes?.get(payment.endToEndId);
  if (named !== undefined) return named;
  const isClosed = answer.closedAccounts?.has(payment.creditorAccount) === true;
  return isClosed ? { status: 'returned', reason: 'AC04' } : { status: 'paid' };
};

const statusOf = (payment: Payment, answer: BankAnswer): TransactionStatus => {
  const outcome = outcomeOf(payment, answer);
  return {
    originalEndToEndId: payment.endToEndId,
    status: STATUS[outcome.status],
    reasons: outcome.status === 'returned' ? [{ code: outcome.reason, additionalInfo: [] }] : [],
    acceptedAt: answer.createdAt,
    amountVnd: payment.amountVnd,
  };
};

const groupStatusOf = (transactions: readonly TransactionStatus[]): PaymentStatusCode => {
  const statuses = new Set(transactions.map(({ status }) => status));
  const [only] = statuses;
  return statuses.size === 1 && only !== undefined ? only : 'PART';
};

/** The bank's pain.002 for a pain.001, line by line in its order. Rejects with an Iso20022Error when the file is not one. */
export const answerPain001 = async (pain001: XmlInput, answer: BankAnswer): Promise<string> => {
  const original = await readPain001(pain001);
  const blocks = original.instructions.map((instruction) => {
    const transactions = instruction.transactions.map((payment) => statusOf(payment, answer));
    return {
      originalPaymentInformationId: instruction.paymentInformationId,
      status: groupStatusOf(transactions),
      reasons: [],
      transactions,
    };
  });
  return buildPain002({
    messageId: answer.messageId,
    createdAt: answer.createdAt,
    initiatingPartyName: answer.bankName,
    originalMessageId: original.messageId,
    originalMessageName: original.messageName,
    originalCreatedAt: original.createdAt,
    originalCount: original.control.count,
    originalSumVnd: original.control.sumVnd,
    groupStatus: groupStatusOf(blocks.flatMap(({ transactions }) => transactions)),
    reasons: [],
    paymentInformation: blocks,
  });
};
