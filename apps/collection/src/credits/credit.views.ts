import type { BankCredit, CreditOutcome } from '@ansinh/contracts/collection/api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { vnd } from '@ansinh/contracts/vocabulary/money';
import type { Page, PageQuery } from '@ansinh/contracts/wire/common.api';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import { cursorPage } from '@ansinh/http';
import type { Db } from '../kit';
import { outcomeOf } from './credit.rules';

type Filter = PageQuery & { readonly outcome?: Exclude<CreditOutcome, 'duplicate'> | undefined };

/** Credits in order of arrival; a bank sees those that it told, the agency all. */
export const listCredits = (db: Db, by: Principal, filter: Filter): Promise<Page<BankCredit>> =>
  cursorPage({
    query: filter,
    parts: [Id],
    find: ([after], take) =>
      db.bankCredit.findMany({
        where: {
          ...(by.tenant.kind === 'agency' ? {} : { bankBin: by.tenant.code }),
          ...(filter.outcome === undefined ? {} : { suspenseVnd: filter.outcome === 'suspense' ? { gt: 0n } : 0n }),
          ...(after === undefined ? {} : { creditId: { gt: after } }),
        },
        orderBy: { creditId: 'asc' },
        take,
      }),
    cursorOf: ({ creditId }) => [creditId],
    view: (credit): BankCredit => ({
      creditId: credit.creditId,
      bankReference: credit.bankReference,
      amountVnd: credit.amountVnd.toString(),
      outcome: outcomeOf({ suspenseVnd: vnd(credit.suspenseVnd) }),
      allocatedVnd: credit.allocatedVnd.toString(),
      suspenseVnd: credit.suspenseVnd.toString(),
      reference: credit.reference,
    }),
  });

/** What a credit paid, and the credits that paid a statement or an order. */
export const listRelated = async (db: Db, key: string): Promise<readonly string[]> => {
  if (!Id.safeParse(key).success) return [];
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT statement_id::text AS id FROM credit_allocations WHERE credit_id = ${key}::uuid AND statement_id IS NOT NULL
    UNION SELECT order_id::text FROM credit_allocations WHERE credit_id = ${key}::uuid AND order_id IS NOT NULL
    UNION SELECT credit_id::text FROM credit_allocations WHERE statement_id = ${key}::uuid
    UNION SELECT credit_id::text FROM credit_allocations WHERE order_id = ${key}::uuid`;
  return rows.map(({ id }) => id);
};
