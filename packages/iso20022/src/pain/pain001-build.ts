import { Iso20022Error } from '../errors';
import {
  accountId,
  agent,
  amountLeaf,
  closeDocument,
  codeLeaf,
  countLeaf,
  dayLeaf,
  idLeaf,
  instantLeaf,
  node,
  openDocument,
  sumLeaf,
  TEXT_MAX,
  textLeaf,
} from '../xml/message-writer';
import type { ControlTotals, Pain001Batch, Pain001Transaction } from './pain001';

const ROOT = 'CstmrCdtTrfInitn';
/** One chunk per payment would cost more in stream overhead than in XML. */
const CHUNK_LENGTH = 32 * 1024;

/**
 * Writes a payout batch as pain.001.001.09 (CustomerCreditTransferInitiationV09), chunk by chunk, so that a batch of any
 * length needs little memory.
 *
 * The control totals are written first and compared while the payments pass. When they do not hold, the generator throws
 * before the closing tags, so that what was sent so far is not well-formed and no bank can take it for a message.
 *
 * @throws Iso20022Error `control-count-mismatch`, `control-sum-mismatch`, `batch-empty`, `end-to-end-id-repeated`, and
 * the codes of single fields (`text-too-long`, `text-invalid`, `amount-out-of-range`, `date-invalid`, `code-invalid`).
 */
export async function* buildPain001(batch: Pain001Batch): AsyncGenerator<string, void, undefined> {
  if (batch.control.count === 0) {
    throw new Iso20022Error('batch-empty', 'a batch must hold at least one payment', { path: 'GrpHdr/NbOfTxs' });
  }
  let pending = openDocument('pain.001.001.09', ROOT) + groupHeader(batch) + instructionHead(batch);
  const totals = new RunningTotals(batch.control);
  for await (const transaction of batch.transactions) {
    const path = `PmtInf/CdtTrfTxInf[${totals.count + 1}]`;
    totals.add(transaction, path);
    pending += creditTransfer(transaction, path);
    if (pending.length >= CHUNK_LENGTH) {
      yield pending;
      pending = '';
    }
  }
  totals.requireControl();
  yield `${pending}</PmtInf>\n${closeDocument(ROOT)}`;
}

/** The chunks of a builder as one text; meant for small messages and tests. */
export const joinChunks = async (chunks: AsyncIterable<string>): Promise<string> => {
  let joined = '';
  for await (const chunk of chunks) {
    joined += chunk;
  }
  return joined;
};

class RunningTotals {
  count = 0;
  readonly #control: ControlTotals;
  readonly #endToEndIds = new Set<string>();
  #sumVnd = 0n;

  constructor(control: ControlTotals) {
    this.#control = control;
  }

  /** A repeated end-to-end id would pay somebody twice or make the bank's answer ambiguous. */
  add(transaction: Pain001Transaction, path: string): void {
    if (transaction.amountVnd <= 0n) {
      const at = { path: `${path}/Amt/InstdAmt` };
      throw new Iso20022Error('amount-out-of-range', 'a payment must be greater than 0', at);
    }
    if (this.#endToEndIds.has(transaction.endToEndId)) {
      const at = { path: `${path}/PmtId/EndToEndId` };
      throw new Iso20022Error('end-to-end-id-repeated', 'another payment of the batch has this id', at);
    }
    this.#endToEndIds.add(transaction.endToEndId);
    this.count += 1;
    this.#sumVnd += transaction.amountVnd;
    if (this.count > this.#control.count) {
      throw this.#wrongCount();
    }
  }

  requireControl(): void {
    if (this.count !== this.#control.count) {
      throw this.#wrongCount();
    }
    if (this.#sumVnd !== this.#control.sumVnd) {
      throw new Iso20022Error('control-sum-mismatch', 'the payments do not sum to the control sum of the batch', {
        path: 'GrpHdr/CtrlSum',
      });
    }
  }

  #wrongCount(): Iso20022Error {
    const sentence = 'the number of payments is not the control count of the batch';
    return new Iso20022Error('control-count-mismatch', sentence, { path: 'GrpHdr/NbOfTxs' });
  }
}

const groupHeader = (batch: Pain001Batch): string => {
  const party = 'GrpHdr/InitgPty';
  const header = node(
    'GrpHdr',
    idLeaf('GrpHdr/MsgId', batch.messageId),
    instantLeaf('GrpHdr/CreDtTm', batch.createdAt),
    countLeaf('GrpHdr/NbOfTxs', batch.control.count),
    sumLeaf('GrpHdr/CtrlSum', batch.control.sumVnd),
    node(
      'InitgPty',
      textLeaf(`${party}/Nm`, batch.initiatingParty.name, TEXT_MAX.text),
      node('Id', node('OrgId', node('Othr', idLeaf(`${party}/Id/OrgId/Othr/Id`, batch.initiatingParty.id)))),
    ),
  );
  return `${header}\n`;
};

/** PmtInf up to its payments; ChrgBr DEBT, because a beneficiary must receive the whole amount. */
const instructionHead = (batch: Pain001Batch): string => {
  const parts = [
    idLeaf('PmtInf/PmtInfId', batch.paymentInformationId),
    '<PmtMtd>TRF</PmtMtd><BtchBookg>true</BtchBookg>',
    countLeaf('PmtInf/NbOfTxs', batch.control.count),
    sumLeaf('PmtInf/CtrlSum', batch.control.sumVnd),
    node('ReqdExctnDt', dayLeaf('PmtInf/ReqdExctnDt/Dt', batch.requestedExecutionDate)),
    node('Dbtr', textLeaf('PmtInf/Dbtr/Nm', batch.debtor.name, TEXT_MAX.text)),
    node('DbtrAcct', accountId('PmtInf/DbtrAcct', batch.debtor.account), '<Ccy>VND</Ccy>'),
    agent('PmtInf/DbtrAgt', batch.debtor.bankBin),
    '<ChrgBr>DEBT</ChrgBr>',
  ];
  return `<PmtInf>${parts.join('')}\n`;
};

const creditTransfer = (transaction: Pain001Transaction, path: string): string => {
  const written = node(
    'CdtTrfTxInf',
    node(
      'PmtId',
      idLeaf(`${path}/PmtId/InstrId`, transaction.instructionId),
      idLeaf(`${path}/PmtId/EndToEndId`, transaction.endToEndId),
    ),
    node('Amt', amountLeaf(`${path}/Amt/InstdAmt`, transaction.amountVnd)),
    agent(`${path}/CdtrAgt`, transaction.creditorBankBin),
    node('Cdtr', textLeaf(`${path}/Cdtr/Nm`, transaction.creditorName, TEXT_MAX.text)),
    node('CdtrAcct', accountId(`${path}/CdtrAcct`, transaction.creditorAccount)),
    node('Purp', codeLeaf(`${path}/Purp/Cd`, transaction.purpose)),
    node('RmtInf', textLeaf(`${path}/RmtInf/Ustrd`, transaction.remittanceText, TEXT_MAX.text)),
  );
  return `${written}\n`;
};
