/** Statuses of the external ISO 20022 code lists for groups and single payments; the short 2009 lists are contained. */
export const PAYMENT_STATUS_CODES = [
  'ACCC',
  'ACCP',
  'ACFC',
  'ACSC',
  'ACSP',
  'ACTC',
  'ACWC',
  'ACWP',
  'BLCK',
  'CANC',
  'PART',
  'PATC',
  'PDNG',
  'RCVD',
  'RJCT',
] as const;

/** ACSC settled, ACSP in settlement, ACCP accepted, PDNG pending, RJCT rejected, PART (groups only) some rejected. */
export type PaymentStatusCode = (typeof PAYMENT_STATUS_CODES)[number];

/** The reason codes of the external list that concern payouts. Others are read as they come. */
export const PAYOUT_REASON_CODES = {
  AC01: 'the account number is wrong',
  AC04: 'the account is closed',
  AC06: 'the account is blocked',
  AM05: 'the payment is a duplicate',
  AM09: 'the amount is wrong',
  BE01: 'the name does not belong to the account',
  MD07: 'the beneficiary has died',
  NARR: 'the reason is given in words',
} as const;

/** StsRsnInf: `code` is Rsn/Cd or else Rsn/Prtry; each line of AddtlInf has at most 105 characters. */
export type StatusReason = {
  readonly code?: string | undefined;
  /** True when the code is the bank's own (Rsn/Prtry). */
  readonly proprietary?: boolean | undefined;
  readonly additionalInfo: readonly string[];
};

/** TxInfAndSts: what became of one payment. */
export type TransactionStatus = {
  /** StsId, the bank's id of this answer. */
  readonly statusId?: string | undefined;
  readonly originalInstructionId?: string | undefined;
  /** OrgnlEndToEndId, by which the payment is found. */
  readonly originalEndToEndId: string;
  readonly status: PaymentStatusCode;
  readonly reasons: readonly StatusReason[];
  /** AccptncDtTm */
  readonly acceptedAt?: Date | undefined;
  /** AcctSvcrRef, the bank's reference of the booking. */
  readonly accountServicerRef?: string | undefined;
  /** OrgnlTxRef/Amt/InstdAmt in whole dong, when the bank repeats it. */
  readonly amountVnd?: bigint | undefined;
};

/** OrgnlPmtInfAndSts without its payments. */
export type PaymentInformationStatus = {
  readonly originalPaymentInformationId: string;
  readonly originalCount?: number | undefined;
  readonly originalSumVnd?: bigint | undefined;
  readonly status?: PaymentStatusCode | undefined;
  readonly reasons: readonly StatusReason[];
};

/** GrpHdr and OrgnlGrpInfAndSts. */
export type StatusReportHeader = {
  readonly messageId: string;
  readonly createdAt: Date;
  /** GrpHdr/InitgPty/Nm: who answers. */
  readonly initiatingPartyName?: string | undefined;
  /** OrgnlMsgId: MsgId of the pain.001 that is answered. */
  readonly originalMessageId: string;
  /** OrgnlMsgNmId, for instance `pain.001.001.09`. */
  readonly originalMessageName: string;
  readonly originalCreatedAt?: Date | undefined;
  readonly originalCount?: number | undefined;
  readonly originalSumVnd?: bigint | undefined;
  readonly groupStatus?: PaymentStatusCode | undefined;
  readonly reasons: readonly StatusReason[];
};

/** A whole pain.002. */
export type StatusReport = StatusReportHeader & {
  readonly paymentInformation: readonly (PaymentInformationStatus & {
    readonly transactions: readonly TransactionStatus[];
  })[];
};

/** What `streamPain002` yields, in the order of the file. */
export type Pain002Item =
  | { readonly kind: 'message'; readonly header: StatusReportHeader }
  | { readonly kind: 'payment-information'; readonly paymentInformation: PaymentInformationStatus }
  | { readonly kind: 'transaction'; readonly transaction: TransactionStatus };
