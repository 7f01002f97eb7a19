import { Iso20022Error } from '../errors';
import {
  accountId,
  agent,
  amountLeaf,
  closeDocument,
  dayLeaf,
  idLeaf,
  instantLeaf,
  node,
  openDocument,
  TEXT_MAX,
  textLeaf,
} from '../xml/message-writer';
import type { AccountReportWithEntries, Balance, Camt053Message, Camt054Message, CamtHeader } from './camt';
import { buildEntry } from './camt-entry-build';

type MessageKind = { readonly name: string; readonly root: string; readonly report: 'Stmt' | 'Ntfctn' };

/**
 * Writes camt.053.001.08 (BankToCustomerStatementV08). Every statement needs its opening and closing balance.
 * @throws Iso20022Error `element-missing`, `batch-sum-mismatch`, `batch-count-mismatch` and the codes of single fields.
 */
export const buildCamt053 = (message: Camt053Message): string => {
  const kind = { name: 'camt.053.001.08', root: 'BkToCstmrStmt', report: 'Stmt' } as const;
  return buildMessage(kind, message, message.statements);
};

/** Writes camt.054.001.08 (BankToCustomerDebitCreditNotificationV08). @throws Iso20022Error as `buildCamt053`. */
export const buildCamt054 = (message: Camt054Message): string => {
  const kind = { name: 'camt.054.001.08', root: 'BkToCstmrDbtCdtNtfctn', report: 'Ntfctn' } as const;
  return buildMessage(kind, message, message.notifications);
};

const buildMessage = (kind: MessageKind, header: CamtHeader, reports: readonly AccountReportWithEntries[]): string => {
  if (reports.length === 0) {
    throw new Iso20022Error('element-missing', 'the message must report on an account', { path: kind.report });
  }
  return [
    openDocument(kind.name, kind.root),
    node('GrpHdr', idLeaf('GrpHdr/MsgId', header.messageId), instantLeaf('GrpHdr/CreDtTm', header.createdAt)),
    '\n',
    ...reports.map((report, index) => buildReport(kind, report, `${kind.report}[${index + 1}]`)),
    closeDocument(kind.root),
  ].join('');
};

const buildReport = (kind: MessageKind, report: AccountReportWithEntries, path: string): string => {
  const { account, ownerName, bankBin } = report.account;
  const head = [
    idLeaf(`${path}/Id`, report.id),
    instantLeaf(`${path}/CreDtTm`, report.createdAt),
    buildPeriod(report, path),
    node(
      'Acct',
      accountId(`${path}/Acct`, account),
      '<Ccy>VND</Ccy>',
      node('Ownr', textLeaf(`${path}/Acct/Ownr/Nm`, ownerName, TEXT_MAX.text)),
      bankBin === undefined ? '' : agent(`${path}/Acct/Svcr`, bankBin),
    ),
    ...(kind.report === 'Stmt' ? buildBalances(report, path) : []),
  ];
  const entries = report.entries.map((entry, index) => `${buildEntry(entry, `${path}/Ntry[${index + 1}]`)}\n`);
  return `<${kind.report}>${head.join('')}\n${entries.join('')}</${kind.report}>\n`;
};

const buildPeriod = ({ from, to }: AccountReportWithEntries, path: string): string => {
  if ((from === undefined) !== (to === undefined)) {
    const at = { path: `${path}/FrToDt` };
    throw new Iso20022Error('element-missing', 'a period needs both its ends', at);
  }
  return node('FrToDt', instantLeaf(`${path}/FrToDt/FrDtTm`, from), instantLeaf(`${path}/FrToDt/ToDtTm`, to));
};

const buildBalances = ({ openingBalance, closingBalance }: AccountReportWithEntries, path: string): string[] => {
  if (openingBalance === undefined || closingBalance === undefined) {
    const at = { path: `${path}/Bal` };
    throw new Iso20022Error('element-missing', 'a statement needs its opening and closing balance', at);
  }
  return [buildBalance(openingBalance, 'OPBD', path), buildBalance(closingBalance, 'CLBD', path)];
};

const buildBalance = ({ amountVnd, date }: Balance, type: 'OPBD' | 'CLBD', path: string): string => {
  const direction = amountVnd < 0n ? 'DBIT' : 'CRDT';
  return node(
    'Bal',
    `<Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp>`,
    amountLeaf(`${path}/Bal/Amt`, amountVnd < 0n ? -amountVnd : amountVnd),
    `<CdtDbtInd>${direction}</CdtDbtInd>`,
    node('Dt', dayLeaf(`${path}/Bal/Dt/Dt`, date)),
  );
};
