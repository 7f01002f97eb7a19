import type { TrialBalance } from '@ansinh/contracts/payment/api';
import type { Tx } from '../kit';
import { ledger } from './ledger.store';

/** Sums of every account since the beginning. */
export const readTrialBalance = (db: Tx['db']): Promise<TrialBalance> => ledger.readTrialBalance(db);

/** What is sealed of the books: the entries with their postings, and the accounts. */
export const LEDGER_REGISTERS = ledger.registers;
