import type { TrialBalance } from '@ansinh/contracts/payment/api';
import type { Tx } from '../kit';
import { ledger } from './ledger.store';

/** Sums of every account since the beginning. */
export const readTrialBalance = (db: Tx['db']): Promise<TrialBalance> => ledger.readTrialBalance(db);

/** The entries with their postings, as they are sealed. */
export const LEDGER_REGISTER = ledger.register;
