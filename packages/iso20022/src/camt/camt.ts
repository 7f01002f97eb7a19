/** CdtDbtInd: CRDT money came into the account, DBIT money left it. */
export type CreditDebit = 'CRDT' | 'DBIT';

export const ENTRY_STATUSES = ['BOOK', 'PDNG', 'INFO', 'FUTR'] as const;
/** Ntry/Sts: only BOOK is money on the account. */
export type EntryStatus = (typeof ENTRY_STATUSES)[number];

/** TxDtls: one payment inside an entry. Amounts are whole dong. */
export type EntryDetail = {
  /** TxDtls/Amt, or AmtDtls/TxAmt/Amt in older versions, or the amount of an entry with one detail. */
  readonly amountVnd: bigint;
  /** The detail's own CdtDbtInd, else the entry's. */
  readonly creditDebit: CreditDebit;
  readonly accountServicerRef?: string | undefined;
  readonly paymentInformationId?: string | undefined;
  readonly instructionId?: string | undefined;
  /** Refs/EndToEndId; absent when the bank writes NOTPROVIDED. */
  readonly endToEndId?: string | undefined;
  readonly transactionId?: string | undefined;
  readonly debtorName?: string | undefined;
  readonly debtorAccount?: string | undefined;
  readonly creditorName?: string | undefined;
  readonly creditorAccount?: string | undefined;
  /** RmtInf/Ustrd; several lines are joined by a space. */
  readonly remittanceText?: string | undefined;
  /** RtrInf/Rsn: why an earlier payment came back, for instance AC04. */
  readonly returnReason?: string | undefined;
  readonly additionalInfo?: string | undefined;
};

/** NtryDtls/Btch: the batch that was booked as one entry; of several blocks the first that names one. */
export type BatchInformation = {
  readonly messageId?: string | undefined;
  readonly paymentInformationId?: string | undefined;
  readonly count?: number | undefined;
};

/** Ntry: one booking on the account. */
export type Entry = {
  /** NtryRef; may be unique in its statement only. */
  readonly entryRef?: string | undefined;
  /** AcctSvcrRef: the bank's own reference, the same in camt.053 and camt.054. */
  readonly accountServicerRef?: string | undefined;
  readonly amountVnd: bigint;
  readonly creditDebit: CreditDebit;
  /** RvslInd: true when this booking undoes an earlier one of the other direction. */
  readonly reversal: boolean;
  readonly status: EntryStatus;
  /** BookgDt, `YYYY-MM-DD` in Viet Nam; the value date when the bank leaves it out. */
  readonly bookingDate: string;
  /** ValDt, `YYYY-MM-DD` in Viet Nam; the booking date when the bank leaves it out. */
  readonly valueDate: string;
  readonly batch?: BatchInformation | undefined;
  /** The details' signed sum equals the entry's amount. Empty when the bank gives none. */
  readonly details: readonly EntryDetail[];
  readonly additionalInfo?: string | undefined;
};

/** Acct: the reported account; `bankBin` is Svcr. */
export type ReportedAccount = {
  readonly account: string;
  readonly ownerName?: string | undefined;
  readonly bankBin?: string | undefined;
};

/** Bal: below zero when CdtDbtInd is DBIT. */
export type Balance = { readonly amountVnd: bigint; readonly date: string };

/** Stmt or Ntfctn without its entries; balances are in statements only. */
export type AccountReport = {
  readonly id: string;
  readonly createdAt?: Date | undefined;
  /** FrToDt */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly account: ReportedAccount;
  /** Bal OPBD, or PRCD where the bank carries the last closing balance forward. */
  readonly openingBalance?: Balance | undefined;
  /** Bal CLBD */
  readonly closingBalance?: Balance | undefined;
};

export type AccountReportWithEntries = AccountReport & { readonly entries: readonly Entry[] };

/** GrpHdr */
export type CamtHeader = { readonly messageId: string; readonly createdAt: Date };

/** camt.053: statements of one or more accounts. */
export type Camt053Message = CamtHeader & { readonly statements: readonly AccountReportWithEntries[] };

/** camt.054: single bookings, told as they happen. */
export type Camt054Message = CamtHeader & { readonly notifications: readonly AccountReportWithEntries[] };

/** What `streamCamt053` and `streamCamt054` yield, in the order of the file; entries belong to the last report. */
export type CamtItem =
  | { readonly kind: 'message'; readonly header: CamtHeader }
  | { readonly kind: 'report'; readonly report: AccountReport }
  | { readonly kind: 'entry'; readonly entry: Entry };
