import type { XmlInput } from '@ansinh/xml';
import { Iso20022Error } from '../errors';
import {
  amountOf,
  codeOf,
  instant,
  optionalCount,
  optionalInstant,
  optionalSum,
  optionalText,
  text,
  texts,
} from '../xml/fields';
import type { MessageShape } from '../xml/message-parser';
import { type ReadContext, type ReadHandlers, type ReadOptions, readMessage } from '../xml/message-reader';
import { find, findAll, missing, need, type XmlElement } from '../xml/xml-element';
import {
  PAYMENT_STATUS_CODES,
  type Pain002Item,
  type PaymentInformationStatus,
  type PaymentStatusCode,
  type StatusReason,
  type StatusReport,
  type StatusReportHeader,
  type TransactionStatus,
} from './pain002';

const SHAPE: MessageShape = {
  message: 'pain.002.001',
  versions: { first: 3, last: 12 },
  root: 'CstmrPmtStsRpt',
  containers: ['CstmrPmtStsRpt/OrgnlPmtInfAndSts'],
  records: ['CstmrPmtStsRpt/GrpHdr', 'CstmrPmtStsRpt/OrgnlGrpInfAndSts', 'OrgnlPmtInfAndSts/TxInfAndSts'],
};

/** Reads a pain.002 (versions .03 to .12) piece by piece. @throws Iso20022Error */
export const streamPain002 = (input: XmlInput, options?: ReadOptions): AsyncGenerator<Pain002Item, void, undefined> => {
  return readMessage(input, { shape: SHAPE, handlers: pain002Handlers() }, options);
};

/** Reads a whole pain.002 (versions .03 to .12). @throws Iso20022Error */
export const readPain002 = async (input: XmlInput, options?: ReadOptions): Promise<StatusReport> => {
  let header: StatusReportHeader | undefined;
  const blocks: (PaymentInformationStatus & { transactions: TransactionStatus[] })[] = [];
  for await (const item of streamPain002(input, options)) {
    if (item.kind === 'message') {
      header = item.header;
    } else if (item.kind === 'payment-information') {
      blocks.push({ ...item.paymentInformation, transactions: [] });
    } else {
      item.kind satisfies 'transaction';
      blocks.at(-1)?.transactions.push(item.transaction);
    }
  }
  if (header === undefined) {
    throw new Iso20022Error('element-missing', 'GrpHdr is missing', { path: 'Document/CstmrPmtStsRpt/GrpHdr' });
  }
  return { ...header, paymentInformation: blocks };
};

const pain002Handlers = (): ReadHandlers<Pain002Item> => {
  let groupHeader: XmlElement | undefined;
  let header: StatusReportHeader | undefined;
  let blockRead = false;

  const blockOnce = (element: XmlElement, { emit }: ReadContext<Pain002Item>): void => {
    if (!blockRead) {
      emit({ kind: 'payment-information', paymentInformation: readPaymentInformation(element) });
      blockRead = true;
    }
  };
  return {
    'record GrpHdr': (element) => {
      groupHeader = once(element, groupHeader);
    },
    'record OrgnlGrpInfAndSts': (element, { emit }) => {
      once(element, header);
      if (groupHeader === undefined) {
        throw missing(element.parent ?? element, 'GrpHdr');
      }
      header = readHeader(groupHeader, element);
      emit({ kind: 'message', header });
    },
    'open OrgnlPmtInfAndSts': (element) => {
      requireHeader(element.parent ?? element, header);
      blockRead = false;
    },
    'record TxInfAndSts': (element, context) => {
      blockOnce(element.parent ?? element, context);
      context.emit({ kind: 'transaction', transaction: readTransaction(element) });
    },
    'close OrgnlPmtInfAndSts': blockOnce,
    [`close ${SHAPE.root}`]: (element) => requireHeader(element, header),
  };
};

const once = (element: XmlElement, earlier: unknown): XmlElement => {
  if (earlier !== undefined) {
    throw element.refusal('element-repeated', `${element.name} may occur only once`);
  }
  return element;
};

/** A status without the message that it answers would be applied to nobody's batch. */
const requireHeader = (root: XmlElement, header: StatusReportHeader | undefined): void => {
  if (header === undefined) {
    throw missing(root, 'OrgnlGrpInfAndSts');
  }
};

const readHeader = (group: XmlElement, original: XmlElement): StatusReportHeader => {
  return {
    messageId: text(group, 'MsgId'),
    createdAt: instant(group, 'CreDtTm'),
    initiatingPartyName: optionalText(group, 'InitgPty', 'Nm'),
    originalMessageId: text(original, 'OrgnlMsgId'),
    originalMessageName: text(original, 'OrgnlMsgNmId'),
    originalCreatedAt: optionalInstant(original, 'OrgnlCreDtTm'),
    originalCount: optionalCount(original, 'OrgnlNbOfTxs'),
    originalSumVnd: optionalSum(original, 'OrgnlCtrlSum'),
    groupStatus: optionalStatus(original, 'GrpSts'),
    reasons: readReasons(original),
  };
};

const readPaymentInformation = (element: XmlElement): PaymentInformationStatus => {
  return {
    originalPaymentInformationId: text(element, 'OrgnlPmtInfId'),
    originalCount: optionalCount(element, 'OrgnlNbOfTxs'),
    originalSumVnd: optionalSum(element, 'OrgnlCtrlSum'),
    status: optionalStatus(element, 'PmtInfSts'),
    reasons: readReasons(element),
  };
};

const readTransaction = (element: XmlElement): TransactionStatus => {
  const amount = find(element, 'OrgnlTxRef', 'Amt', 'InstdAmt');
  return {
    statusId: optionalText(element, 'StsId'),
    originalInstructionId: optionalText(element, 'OrgnlInstrId'),
    originalEndToEndId: text(element, 'OrgnlEndToEndId'),
    status: codeOf(need(element, 'TxSts'), PAYMENT_STATUS_CODES),
    reasons: readReasons(element),
    acceptedAt: optionalInstant(element, 'AccptncDtTm'),
    accountServicerRef: optionalText(element, 'AcctSvcrRef'),
    amountVnd: amount === undefined ? undefined : amountOf(amount),
  };
};

const optionalStatus = (element: XmlElement, name: string): PaymentStatusCode | undefined => {
  const status = find(element, name);
  return status === undefined ? undefined : codeOf(status, PAYMENT_STATUS_CODES);
};

const readReasons = (element: XmlElement): StatusReason[] => {
  return findAll(element, 'StsRsnInf').map((reason) => {
    const own = optionalText(reason, 'Rsn', 'Prtry');
    const additionalInfo = texts(reason, 'AddtlInf');
    return own === undefined
      ? { code: optionalText(reason, 'Rsn', 'Cd'), additionalInfo }
      : { code: own, proprietary: true, additionalInfo };
  });
};
