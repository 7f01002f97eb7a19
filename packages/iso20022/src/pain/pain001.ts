/** The agency or company that sends the message (GrpHdr/InitgPty); `id` is its OrgId/Othr/Id. */
export type InitiatingParty = { readonly name: string; readonly id: string };

/** The paying account (PmtInf/Dbtr, DbtrAcct, DbtrAgt); `bankBin` is the six-digit BIN of its bank. */
export type Debtor = { readonly name: string; readonly account: string; readonly bankBin: string };

/** Number of lines and their sum in whole dong (NbOfTxs, CtrlSum). */
export type ControlTotals = { readonly count: number; readonly sumVnd: bigint };

/** One payment (CdtTrfTxInf). Amounts are whole dong. */
export type Pain001Transaction = {
  /** PmtId/EndToEndId, at most 35 characters; comes back in pain.002 and camt and is unique in its batch. */
  readonly endToEndId: string;
  /** PmtId/InstrId, at most 35 characters. */
  readonly instructionId: string;
  /** Amt/InstdAmt, greater than 0. */
  readonly amountVnd: bigint;
  /** Cdtr/Nm, at most 140 characters, with its Vietnamese letters. */
  readonly creditorName: string;
  /** CdtrAcct/Id/Othr/Id, at most 34 characters. */
  readonly creditorAccount: string;
  /** CdtrAgt, six digits. */
  readonly creditorBankBin: string;
  /** Purp/Cd of the external purpose list: PENS pension, SSBE social security benefit, HLTI health insurance, GOVT. */
  readonly purpose: string;
  /** RmtInf/Ustrd, at most 140 characters; make it with `bankText`. */
  readonly remittanceText: string;
};

/** A payout batch to be written as one pain.001.001.09 with one payment information block. */
export type Pain001Batch = {
  /** GrpHdr/MsgId, at most 35 characters. */
  readonly messageId: string;
  readonly createdAt: Date;
  readonly initiatingParty: InitiatingParty;
  readonly debtor: Debtor;
  /** PmtInf/ReqdExctnDt/Dt, `YYYY-MM-DD`. */
  readonly requestedExecutionDate: string;
  /** PmtInf/PmtInfId, at most 35 characters. */
  readonly paymentInformationId: string;
  readonly transactions: Iterable<Pain001Transaction> | AsyncIterable<Pain001Transaction>;
  readonly control: ControlTotals;
};

/** A received payment; what the schema leaves open may be absent. */
export type ReceivedTransaction = Omit<Pain001Transaction, 'instructionId' | 'purpose' | 'remittanceText'> & {
  readonly instructionId?: string | undefined;
  readonly purpose?: string | undefined;
  readonly remittanceText?: string | undefined;
};

/** GrpHdr of a received message; `messageName` carries the version, as OrgnlMsgNmId of the answer wants it. */
export type Pain001Header = {
  readonly messageName: string;
  readonly messageId: string;
  readonly createdAt: Date;
  readonly initiatingParty: { readonly name: string; readonly id?: string | undefined };
  readonly control: { readonly count: number; readonly sumVnd?: bigint | undefined };
};

/** The part of a received PmtInf that stands before its payments. */
export type PaymentInstruction = {
  readonly paymentInformationId: string;
  readonly debtor: Debtor;
  readonly requestedExecutionDate: string;
  readonly control: { readonly count?: number | undefined; readonly sumVnd?: bigint | undefined };
};

/** What `streamPain001` yields, in the order of the file. */
export type Pain001Item =
  | { readonly kind: 'message'; readonly header: Pain001Header }
  | { readonly kind: 'instruction'; readonly instruction: PaymentInstruction }
  | { readonly kind: 'transaction'; readonly transaction: ReceivedTransaction };

/** A whole received pain.001. */
export type Pain001Message = Pain001Header & {
  readonly instructions: readonly (PaymentInstruction & { readonly transactions: readonly ReceivedTransaction[] })[];
};
