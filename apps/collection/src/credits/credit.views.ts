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
