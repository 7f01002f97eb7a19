import { BankAccountNumber, BankBin } from '@ansinh/contracts/vocabulary/identifiers';
import { parseConfig } from '@ansinh/platform';
import { z } from 'zod';

const Accounts = z
  .string()
  .transform((text) => JSON.parse(text) as unknown)
  .pipe(z.record(BankBin, BankAccountNumber));

// Of no value outside a developer's machine: in production all names below must be set.
const DEVELOPMENT = {
  PAYMENT_IDENTITY_KEY: 'an-sinh-development-identity-key',
  PAYMENT_AGENCY_NAME: 'BHXH tinh Dak Lak',
  PAYMENT_AGENCY_ID: 'BHXH66',
  PAYMENT_AGENCY_ACCOUNTS: JSON.stringify({
    '970405': '5200201066001',
    '970415': '118000066001',
    '970418': '6310006600001',
    '970422': '0660000066001',
    '970436': '0231006600001',
  }),
};

const PaymentConfig = z.object({
  /**
   * Key of the digests of personal ids. It is not changed: what was kept under another one is found no more, and the topic of
   * participants holds three days, not all of them.
   */
  PAYMENT_IDENTITY_KEY: z.string().min(16).max(200),
  /** Debtor of every payment order, at most 140 characters. */
  PAYMENT_AGENCY_NAME: z.string().min(1).max(140),
  /** The agency's own id in its contracts with the banks. */
  PAYMENT_AGENCY_ID: z.string().min(1).max(35),
  /** The agency's account at each bank that executes payouts, a JSON object by BIN. */
  PAYMENT_AGENCY_ACCOUNTS: Accounts,
});

const defaults = process.env.NODE_ENV === 'production' ? {} : DEVELOPMENT;

export const config = parseConfig(PaymentConfig, { ...defaults, ...process.env });
