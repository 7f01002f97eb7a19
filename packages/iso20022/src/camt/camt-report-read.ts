import {
  account,
  amountOf,
  codeOf,
  optionalBankBin,
  optionalDay,
  optionalInstant,
  optionalText,
  text,
} from '../xml/fields';
import { find, findAll, missing, need, type XmlElement } from '../xml/xml-element';
import type { AccountReport, Balance } from './camt';

/** The parts of Stmt or Ntfctn that stand before its entries. */
export const readReport = (element: XmlElement): AccountReport => {
  const currency = find(element, 'Acct', 'Ccy');
  if (currency !== undefined && currency.text.trim() !== 'VND') {
    throw currency.refusal('currency-unsupported', 'only accounts in VND are read');
  }
  const balances = readBalances(element);
  return {
    id: text(element, 'Id'),
    createdAt: optionalInstant(element, 'CreDtTm'),
    from: optionalInstant(element, 'FrToDt', 'FrDtTm'),
    to: optionalInstant(element, 'FrToDt', 'ToDtTm'),
    account: {
      account: account(element, 'Acct'),
      ownerName: optionalText(element, 'Acct', 'Ownr', 'Nm'),
      bankBin: optionalBankBin(element, 'Acct', 'Svcr'),
    },
    openingBalance: balances.get('OPBD') ?? balances.get('PRCD'),
    closingBalance: balances.get('CLBD'),
  };
};

/** Balances by their code (Bal/Tp/CdOrPrtry/Cd). Those of other types (available, interim) are not needed. */
const readBalances = (element: XmlElement): Map<string, Balance> => {
  const balances = new Map<string, Balance>();
  for (const balance of findAll(element, 'Bal')) {
    const type = optionalText(balance, 'Tp', 'CdOrPrtry', 'Cd') ?? '';
    if (!['OPBD', 'PRCD', 'CLBD'].includes(type)) {
      continue;
    }
    if (balances.has(type)) {
      throw balance.refusal('element-repeated', `the balance ${type} may occur only once`);
    }
    const date = optionalDay(balance, 'Dt');
    if (date === undefined) {
      throw missing(balance, 'Dt');
    }
    const amountVnd = amountOf(need(balance, 'Amt'));
    const direction = codeOf(need(balance, 'CdtDbtInd'), ['CRDT', 'DBIT']);
    balances.set(type, { amountVnd: direction === 'CRDT' ? amountVnd : -amountVnd, date });
  }
  return balances;
};
