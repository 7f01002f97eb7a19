import { reject } from '@ansinh/contracts/catalogue/problems';
import type { BankCredit, CreditOutcome } from '@ansinh/contracts/collection/api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import type { Page, PageQuery } from '@ansinh/contracts/wire/common.api';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import { decodeCursor, encodeCursor } from '@ansinh/http';
import type { Db } from '../kit';
import { outcomeOf } from './credit.rules';

type Filter = PageQuery & { readonly outcome?: Exclude<CreditOutcome, 'duplicate'> | undefined };

/** Credits in order of arrival; a bank sees those that it told, the agency all. */
export const listCredits = async (db: Db, by: Principal, filter: Filter): Promise<Page<BankCredit>> => {
  const [after] = decodeCursor(filter.cursor, 1) ?? [];
  if (after !== undefined && !Id.safeParse(after).success) throw reject('request.invalid');
  const credits = await db.bankCredit.findMany({
    where: {
      ...(by.tenant.kind === 'agency' ? {} : { bankBin: by.tenant.code }),
      ...(filter.outcome === undefined ? {} : { suspenseVnd: filter.outcome === 'suspense' ? { gt: 0n } : 0n }),
      ...(after === undefined ? {} : { creditId: { gt: after } }),
    },
    orderBy: { creditId: 'asc' },
    take: filter.pageSize + 1,
  });
  const page = credits.slice(0, filter.pageSize);
  const last = page.at(-1);
  return {
    items: page.map((credit) => ({
      creditId: credit.creditId,
      bankReference: credit.bankReference,
      amountVnd: credit.amountVnd.toString(),
      outcome: outcomeOf(credit),
      allocatedVnd: credit.allocatedVnd.toString(),
      suspenseVnd: credit.suspenseVnd.toString(),
      reference: credit.reference,
    })),
    ...(credits.length > page.length && last !== undefined ? { nextCursor: encodeCursor([last.creditId]) } : {}),
  };
};
