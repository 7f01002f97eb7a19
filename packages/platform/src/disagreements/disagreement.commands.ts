import { actOf } from '@ansinh/audit';
import { reject } from '@ansinh/contracts/catalogue/problems';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { clientText, type Principal } from '@ansinh/contracts/wire/permissions';
import type { Target } from '@ansinh/contracts/wire/things';
import {
  addDisagreements,
  type DisagreementKey,
  findDisagreements,
  loadDisagreements,
  type TransactionClient,
  writeAudit,
} from '@ansinh/database';
import { type DisagreementLimits, disagreementsLeft, retryAfterSeconds } from './disagreement.rules';

type ComparingTx = { readonly db: TransactionClient; readonly now: Date; readonly by: Principal };

const keyOf = ({ by, now }: ComparingTx): DisagreementKey => ({ client: clientText(by), day: vietNamDate(now) });

/** The agency keeps the register: it is told what stands there. */
export const isOfTheAgency = ({ tenant }: Pick<Principal, 'tenant'>): boolean => tenant.kind === 'agency';

/** How many lines of a list may disagree with the register. */
export const findDisagreementsLeft = async (tx: ComparingTx, limits: DisagreementLimits): Promise<number> =>
  isOfTheAgency(tx.by)
    ? Number.POSITIVE_INFINITY
    : disagreementsLeft(limits, await findDisagreements(tx.db, keyOf(tx)), tx.now);

/** The same; the list is alone with the count until its commit. */
export const lockDisagreementsLeft = async (tx: ComparingTx, limits: DisagreementLimits): Promise<number> =>
  isOfTheAgency(tx.by)
    ? Number.POSITIVE_INFINITY
    : disagreementsLeft(limits, await loadDisagreements(tx.db, keyOf(tx)), tx.now);

/**
 * Refuses to compare anything with the register while its caller is in a pause. To be asked before the comparison: else
 * the refusal would tell what it has found.
 * @throws Rejection register.paused
 */
export const requireComparison = async (tx: ComparingTx, limits: DisagreementLimits): Promise<void> => {
  if (isOfTheAgency(tx.by)) return;
  const today = await findDisagreements(tx.db, keyOf(tx));
  if (disagreementsLeft(limits, today, tx.now) === 0)
    throw reject('register.paused', { retryAfterSeconds: retryAfterSeconds(limits, today, tx.now) });
};

export type Disagreed = {
  readonly count: number;
  /** On what: no number of a person. */
  readonly target: Target;
  /** What it is called in the audit of a partner's acts; `register.disagreed` when left out. */
  readonly action?: string;
};

/** Counts what the register did not agree with, and writes down who tried; of the agency, to whom it was shown. */
export const noteDisagreements = async (
  tx: ComparingTx,
  { count, target, action = 'register.disagreed' }: Disagreed,
): Promise<void> => {
  if (count === 0) return;
  const isPartner = !isOfTheAgency(tx.by);
  if (isPartner) await addDisagreements(tx.db, keyOf(tx), { count, at: tx.now });
  // At once and not by `tx.audit`: some GETs compare too, and have no transaction.
  await writeAudit(
    tx.db,
    actOf(tx.by, { action: isPartner ? action : 'register.difference-shown', target, outcome: String(count) }),
  );
};
