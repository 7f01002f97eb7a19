import type { FundName } from '@ansinh/contracts/vocabulary/funds';
import type { KindName, KindOf } from '@ansinh/contracts/wire/open-kind';
import type { AccountFamilies, AccountOf, JournalEntry as EntryOf, Movement as MovementOf } from '@ansinh/ledger';

export type EntryKind = 'assessment' | 'premium' | 'credit' | 'matching' | 'release';

/** What money is owed and received for: the funds, interest on what is paid late, and premiums of households. */
const BUCKETS = {
  retirement: { vi: 'quỹ hưu trí và tử tuất', en: 'retirement and survivorship fund' },
  'sickness-maternity': { vi: 'quỹ ốm đau và thai sản', en: 'sickness and maternity fund' },
  accident: { vi: 'quỹ tai nạn lao động, bệnh nghề nghiệp', en: 'occupational accident and disease fund' },
  unemployment: { vi: 'quỹ bảo hiểm thất nghiệp', en: 'unemployment fund' },
  health: { vi: 'quỹ bảo hiểm y tế', en: 'health-insurance fund' },
  interest: { vi: 'tiền lãi chậm đóng', en: 'interest on late payment' },
  'household-premium': { vi: 'bảo hiểm y tế hộ gia đình', en: 'health insurance of households' },
} as const satisfies Record<FundName | 'interest' | 'household-premium', KindName>;
type Bucket = KindOf<typeof BUCKETS>;

/** The accounts of the books of collection, by family. */
export const ACCOUNT_FAMILIES = {
  bank: { vi: 'Tiền gửi tại ngân hàng', en: 'Money at bank', side: 'debit', members: 'any' },
  suspense: { vi: 'Tiền chờ xác định', en: 'Money in suspense', side: 'credit', members: 'none' },
  receivable: { vi: 'Phải thu:', en: 'Receivable:', side: 'debit', members: BUCKETS },
  income: { vi: 'Thu:', en: 'Income:', side: 'credit', members: BUCKETS },
} as const satisfies AccountFamilies;

export const bankAccount = (bankBin: string) => `bank:${bankBin}` as const;
export const SUSPENSE = 'suspense';
/** What employers and households owe. */
export const receivable = (bucket: Bucket) => `receivable:${bucket}` as const;
export const income = (bucket: Bucket) => `income:${bucket}` as const;

type Account = AccountOf<typeof ACCOUNT_FAMILIES>;

export type Movement = MovementOf<Account>;
export type JournalEntry = EntryOf<EntryKind, Account>;
