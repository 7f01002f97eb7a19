import { Iso20022Error } from '../errors';
import {
  accountId,
  amountLeaf,
  codeLeaf,
  countLeaf,
  dayLeaf,
  idLeaf,
  node,
  TEXT_MAX,
  textLeaf,
} from '../xml/message-writer';
import type { BatchInformation, Entry, EntryDetail } from './camt';
import { sumOfDetails } from './camt-totals';

/** One Ntry. @throws Iso20022Error */
export const buildEntry = (entry: Entry, path: string): string => {
  requireSums(entry, path);
  return node(
    'Ntry',
    idLeaf(`${path}/NtryRef`, entry.entryRef),
    amountLeaf(`${path}/Amt`, entry.amountVnd),
    `<CdtDbtInd>${entry.creditDebit}</CdtDbtInd>`,
    entry.reversal ? '<RvslInd>true</RvslInd>' : '',
    node('Sts', codeLeaf(`${path}/Sts/Cd`, entry.status)),
    node('BookgDt', dayLeaf(`${path}/BookgDt/Dt`, entry.bookingDate)),
    node('ValDt', dayLeaf(`${path}/ValDt/Dt`, entry.valueDate)),
    idLeaf(`${path}/AcctSvcrRef`, entry.accountServicerRef),
    bankTransactionCode(entry),
    node(
      'NtryDtls',
      entry.batch === undefined ? '' : buildBatch(entry.batch, `${path}/NtryDtls/Btch`),
      ...entry.details.map((detail, index) => buildDetail(detail, `${path}/NtryDtls/TxDtls[${index + 1}]`)),
    ),
    textLeaf(`${path}/AddtlNtryInf`, entry.additionalInfo, TEXT_MAX.information),
  );
};

/** What the reader refuses is not written either. */
const requireSums = ({ details, batch, ...entry }: Entry, path: string): void => {
  if (details.length > 0 && sumOfDetails(details, entry.creditDebit) !== entry.amountVnd) {
    throw new Iso20022Error('batch-sum-mismatch', 'the details do not sum to the amount of the entry', { path });
  }
  if (details.length > 0 && batch?.count !== undefined && batch.count !== details.length) {
    const at = { path: `${path}/NtryDtls/Btch/NbOfTxs` };
    throw new Iso20022Error('batch-count-mismatch', 'the count of the batch is not the number of details', at);
  }
  if (entry.entryRef === undefined && entry.accountServicerRef === undefined) {
    const at = { path: `${path}/AcctSvcrRef` };
    throw new Iso20022Error('element-missing', 'an entry needs a reference', at);
  }
};

/** BkTxCd of the ISO list: payments, received or issued credit transfers, domestic or reversed after a return. */
const bankTransactionCode = ({ creditDebit, reversal }: Entry): string => {
  const family = (creditDebit === 'CRDT') === reversal ? 'ICDT' : 'RCDT';
  const subFamily = reversal ? 'RRTN' : 'DMCT';
  return `<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>${family}</Cd><SubFmlyCd>${subFamily}</SubFmlyCd></Fmly></Domn></BkTxCd>`;
};

const buildBatch = (batch: BatchInformation, path: string): string => {
  return node(
    'Btch',
    idLeaf(`${path}/MsgId`, batch.messageId),
    idLeaf(`${path}/PmtInfId`, batch.paymentInformationId),
    countLeaf(`${path}/NbOfTxs`, batch.count),
  );
};

const buildDetail = (detail: EntryDetail, path: string): string => {
  const refs = `${path}/Refs`;
  return node(
    'TxDtls',
    node(
      'Refs',
      idLeaf(`${refs}/AcctSvcrRef`, detail.accountServicerRef),
      idLeaf(`${refs}/PmtInfId`, detail.paymentInformationId),
      idLeaf(`${refs}/InstrId`, detail.instructionId),
      idLeaf(`${refs}/EndToEndId`, detail.endToEndId ?? 'NOTPROVIDED'),
      idLeaf(`${refs}/TxId`, detail.transactionId),
    ),
    amountLeaf(`${path}/Amt`, detail.amountVnd),
    `<CdtDbtInd>${detail.creditDebit}</CdtDbtInd>`,
    node(
      'RltdPties',
      buildParty(`${path}/RltdPties/Dbtr`, detail.debtorName),
      buildAccount(`${path}/RltdPties/DbtrAcct`, detail.debtorAccount),
      buildParty(`${path}/RltdPties/Cdtr`, detail.creditorName),
      buildAccount(`${path}/RltdPties/CdtrAcct`, detail.creditorAccount),
    ),
    node('RmtInf', textLeaf(`${path}/RmtInf/Ustrd`, detail.remittanceText, TEXT_MAX.text)),
    node('RtrInf', node('Rsn', codeLeaf(`${path}/RtrInf/Rsn/Cd`, detail.returnReason))),
    textLeaf(`${path}/AddtlTxInf`, detail.additionalInfo, TEXT_MAX.information),
  );
};

const buildParty = (path: string, name: string | undefined): string => {
  return node(path.endsWith('Dbtr') ? 'Dbtr' : 'Cdtr', node('Pty', textLeaf(`${path}/Pty/Nm`, name, TEXT_MAX.text)));
};

const buildAccount = (path: string, account: string | undefined): string => {
  return account === undefined
    ? ''
    : node(path.endsWith('DbtrAcct') ? 'DbtrAcct' : 'CdtrAcct', accountId(path, account));
};
