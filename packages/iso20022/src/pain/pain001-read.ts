import type { XmlInput } from '@ansinh/xml';
import { Iso20022Error } from '../errors';
import {
  account,
  amountOf,
  instant,
  optionalBankBin,
  optionalCount,
  optionalDay,
  optionalSum,
  optionalText,
  text,
  texts,
} from '../xml/fields';
import type { MessageShape } from '../xml/message-parser';
import { type ReadHandlers, type ReadOptions, readMessage } from '../xml/message-reader';
import { find, missing, need, type XmlElement } from '../xml/xml-element';
import type { Pain001Header, Pain001Item, Pain001Message, PaymentInstruction, ReceivedTransaction } from './pain001';

const SHAPE: MessageShape = {
  message: 'pain.001.001',
  versions: { first: 9, last: 9 },
  root: 'CstmrCdtTrfInitn',
  containers: ['CstmrCdtTrfInitn/PmtInf'],
  records: ['CstmrCdtTrfInitn/GrpHdr', 'PmtInf/CdtTrfTxInf'],
};

/**
 * Reads a pain.001.001.09 piece by piece: the header, then each PmtInf and its payments.
 *
 * NbOfTxs and CtrlSum of the message and of each PmtInf can only be compared at their end, so what was yielded counts
 * for nothing until the generator has ended without an error.
 * @throws Iso20022Error
 */
export const streamPain001 = (input: XmlInput, options?: ReadOptions): AsyncGenerator<Pain001Item, void, undefined> => {
  return readMessage(input, { shape: SHAPE, handlers: pain001Handlers() }, options);
};

/** Reads a whole pain.001.001.09. @throws Iso20022Error */
export const readPain001 = async (input: XmlInput, options?: ReadOptions): Promise<Pain001Message> => {
  let header: Pain001Header | undefined;
  const instructions: (PaymentInstruction & { transactions: ReceivedTransaction[] })[] = [];
  for await (const item of streamPain001(input, options)) {
    if (item.kind === 'message') {
      header = item.header;
    } else if (item.kind === 'instruction') {
      instructions.push({ ...item.instruction, transactions: [] });
    } else {
      item.kind satisfies 'transaction';
      instructions.at(-1)?.transactions.push(item.transaction);
    }
  }
  if (header === undefined) {
    throw new Iso20022Error('element-missing', 'GrpHdr is missing', { path: 'Document/CstmrCdtTrfInitn/GrpHdr' });
  }
  return { ...header, instructions };
};

type Totals = { count: number; sumVnd: bigint };
type Control = { readonly count?: number | undefined; readonly sumVnd?: bigint | undefined };

const pain001Handlers = (): ReadHandlers<Pain001Item> => {
  let header: Pain001Header | undefined;
  let instruction: PaymentInstruction | undefined;
  const inMessage: Totals = { count: 0, sumVnd: 0n };
  let inInstruction: Totals = { count: 0, sumVnd: 0n };
  return {
    'record GrpHdr': (element, { messageName, emit }) => {
      if (header !== undefined) {
        throw element.refusal('element-repeated', 'GrpHdr may occur only once');
      }
      header = readHeader(element, messageName);
      emit({ kind: 'message', header });
    },
    'open PmtInf': () => {
      instruction = undefined;
      inInstruction = { count: 0, sumVnd: 0n };
    },
    'record CdtTrfTxInf': (element, { emit }) => {
      if (instruction === undefined) {
        instruction = readInstruction(element.parent ?? element);
        emit({ kind: 'instruction', instruction });
      }
      const transaction = readTransaction(element);
      for (const totals of [inMessage, inInstruction]) {
        totals.count += 1;
        totals.sumVnd += transaction.amountVnd;
      }
      emit({ kind: 'transaction', transaction });
    },
    'close PmtInf': (element) => {
      if (instruction === undefined) {
        throw missing(element, 'CdtTrfTxInf');
      }
      compare(element, instruction.control, inInstruction);
    },
    [`close ${SHAPE.root}`]: (element) => {
      if (header === undefined) {
        throw missing(element, 'GrpHdr');
      }
      compare(element, header.control, inMessage);
    },
  };
};

/** Both totals of a block against its payments: unless both hold, the whole message is refused. */
const compare = (element: XmlElement, control: Control, totals: Totals): void => {
  if (control.count !== undefined && control.count !== totals.count) {
    throw element.refusal('control-count-mismatch', 'NbOfTxs is not the number of payments');
  }
  if (control.sumVnd !== undefined && control.sumVnd !== totals.sumVnd) {
    throw element.refusal('control-sum-mismatch', 'CtrlSum is not the sum of the payments');
  }
};

const readHeader = (element: XmlElement, messageName: string): Pain001Header => {
  const count = optionalCount(element, 'NbOfTxs');
  if (count === undefined) {
    throw missing(element, 'NbOfTxs');
  }
  return {
    messageName,
    messageId: text(element, 'MsgId'),
    createdAt: instant(element, 'CreDtTm'),
    initiatingParty: {
      name: text(element, 'InitgPty', 'Nm'),
      id: optionalText(element, 'InitgPty', 'Id', 'OrgId', 'Othr', 'Id'),
    },
    control: { count, sumVnd: optionalSum(element, 'CtrlSum') },
  };
};

const readInstruction = (element: XmlElement): PaymentInstruction => {
  const requestedExecutionDate = optionalDay(element, 'ReqdExctnDt');
  if (requestedExecutionDate === undefined) {
    throw missing(element, 'ReqdExctnDt');
  }
  return {
    paymentInformationId: text(element, 'PmtInfId'),
    debtor: {
      name: text(element, 'Dbtr', 'Nm'),
      account: account(element, 'DbtrAcct'),
      bankBin: bankBin(element, 'DbtrAgt'),
    },
    requestedExecutionDate,
    control: { count: optionalCount(element, 'NbOfTxs'), sumVnd: optionalSum(element, 'CtrlSum') },
  };
};

const readTransaction = (element: XmlElement): ReceivedTransaction => {
  const amount = need(element, 'Amt', 'InstdAmt');
  const amountVnd = amountOf(amount);
  if (amountVnd === 0n) {
    throw amount.refusal('amount-out-of-range', 'a payment must be greater than 0');
  }
  const remittance = texts(find(element, 'RmtInf'), 'Ustrd').join(' ');
  return {
    endToEndId: text(element, 'PmtId', 'EndToEndId'),
    instructionId: optionalText(element, 'PmtId', 'InstrId'),
    amountVnd,
    creditorName: text(element, 'Cdtr', 'Nm'),
    creditorAccount: account(element, 'CdtrAcct'),
    creditorBankBin: bankBin(element, 'CdtrAgt'),
    purpose: optionalText(element, 'Purp', 'Cd'),
    remittanceText: remittance === '' ? undefined : remittance,
  };
};

const bankBin = (element: XmlElement, name: string): string => {
  const bin = optionalBankBin(element, name);
  if (bin === undefined) {
    throw missing(element, `${name}/FinInstnId/ClrSysMmbId/MmbId`);
  }
  return bin;
};
