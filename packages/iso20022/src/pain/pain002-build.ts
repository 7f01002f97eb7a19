import {
  amountLeaf,
  closeDocument,
  codeLeaf,
  countLeaf,
  idLeaf,
  instantLeaf,
  node,
  openDocument,
  sumLeaf,
  TEXT_MAX,
  textLeaf,
} from '../xml/message-writer';
import type { PaymentInformationStatus, StatusReason, StatusReport, TransactionStatus } from './pain002';

const ROOT = 'CstmrPmtStsRpt';

/** Writes a status report as pain.002.001.12 (CustomerPaymentStatusReportV12). @throws Iso20022Error */
export const buildPain002 = (report: StatusReport): string => {
  const blocks = report.paymentInformation.map((block, index) => {
    const path = `OrgnlPmtInfAndSts[${index + 1}]`;
    const transactions = block.transactions.map((transaction, position) =>
      transactionStatus(transaction, `${path}/TxInfAndSts[${position + 1}]`),
    );
    return `<OrgnlPmtInfAndSts>${blockHead(block, path)}\n${transactions.join('')}</OrgnlPmtInfAndSts>\n`;
  });
  return [
    openDocument('pain.002.001.12', ROOT),
    groupHeader(report),
    originalGroup(report),
    ...blocks,
    closeDocument(ROOT),
  ].join('');
};

const groupHeader = (report: StatusReport): string => {
  const header = node(
    'GrpHdr',
    idLeaf('GrpHdr/MsgId', report.messageId),
    instantLeaf('GrpHdr/CreDtTm', report.createdAt),
    node('InitgPty', textLeaf('GrpHdr/InitgPty/Nm', report.initiatingPartyName, TEXT_MAX.text)),
  );
  return `${header}\n`;
};

const originalGroup = (report: StatusReport): string => {
  const path = 'OrgnlGrpInfAndSts';
  const group = node(
    path,
    idLeaf(`${path}/OrgnlMsgId`, report.originalMessageId),
    idLeaf(`${path}/OrgnlMsgNmId`, report.originalMessageName),
    instantLeaf(`${path}/OrgnlCreDtTm`, report.originalCreatedAt),
    countLeaf(`${path}/OrgnlNbOfTxs`, report.originalCount),
    sumLeaf(`${path}/OrgnlCtrlSum`, report.originalSumVnd),
    codeLeaf(`${path}/GrpSts`, report.groupStatus),
    ...statusReasons(report.reasons, path),
  );
  return `${group}\n`;
};

const blockHead = (block: PaymentInformationStatus, path: string): string => {
  return [
    idLeaf(`${path}/OrgnlPmtInfId`, block.originalPaymentInformationId),
    countLeaf(`${path}/OrgnlNbOfTxs`, block.originalCount),
    sumLeaf(`${path}/OrgnlCtrlSum`, block.originalSumVnd),
    codeLeaf(`${path}/PmtInfSts`, block.status),
    ...statusReasons(block.reasons, path),
  ].join('');
};

const transactionStatus = (transaction: TransactionStatus, path: string): string => {
  const amount =
    transaction.amountVnd === undefined ? '' : amountLeaf(`${path}/OrgnlTxRef/Amt/InstdAmt`, transaction.amountVnd);
  const written = node(
    'TxInfAndSts',
    idLeaf(`${path}/StsId`, transaction.statusId),
    idLeaf(`${path}/OrgnlInstrId`, transaction.originalInstructionId),
    idLeaf(`${path}/OrgnlEndToEndId`, transaction.originalEndToEndId),
    codeLeaf(`${path}/TxSts`, transaction.status),
    ...statusReasons(transaction.reasons, path),
    instantLeaf(`${path}/AccptncDtTm`, transaction.acceptedAt),
    idLeaf(`${path}/AcctSvcrRef`, transaction.accountServicerRef),
    node('OrgnlTxRef', node('Amt', amount)),
  );
  return `${written}\n`;
};

const statusReasons = (reasons: readonly StatusReason[], parent: string): string[] => {
  return reasons.map((reason, index) => {
    const path = `${parent}/StsRsnInf[${index + 1}]`;
    const code =
      reason.proprietary === true
        ? textLeaf(`${path}/Rsn/Prtry`, reason.code, TEXT_MAX.id)
        : codeLeaf(`${path}/Rsn/Cd`, reason.code);
    const lines = reason.additionalInfo.map((line) => textLeaf(`${path}/AddtlInf`, line, TEXT_MAX.reason));
    return node('StsRsnInf', node('Rsn', code), ...lines);
  });
};
