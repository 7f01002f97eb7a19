import type { PaymentRequest } from '@ansinh/contracts/collection/api';
import { BankAccountNumber, BankBin } from '@ansinh/contracts/vocabulary/identifiers';
import { parseConfig } from '@ansinh/platform';
import { z } from 'zod';

/** The account of the sample region. A real installation must name its own: money would go to nobody. */
const SAMPLE_ACCOUNT = { bankBin: '970415', accountNumber: '1066000000001', accountName: 'BHXH KHU VUC XXVI' };

const CollectingConfig = z.object({
  COLLECTING_BANK_BIN: BankBin,
  COLLECTING_ACCOUNT_NUMBER: BankAccountNumber,
  COLLECTING_ACCOUNT_NAME: z.string().min(1).max(140),
});

/** Where employers and households pay to. @throws Error in production when a part is missing */
export const collectingAccount = (
  environment: Readonly<Record<string, string | undefined>> = process.env,
): PaymentRequest['account'] => {
  if (environment.NODE_ENV !== 'production' && environment.COLLECTING_ACCOUNT_NUMBER === undefined)
    return SAMPLE_ACCOUNT;
  const config = parseConfig(CollectingConfig, environment);
  return {
    bankBin: config.COLLECTING_BANK_BIN,
    accountNumber: config.COLLECTING_ACCOUNT_NUMBER,
    accountName: config.COLLECTING_ACCOUNT_NAME,
  };
};
