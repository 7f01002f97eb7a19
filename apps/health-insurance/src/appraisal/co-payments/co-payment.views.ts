import type { CoPaymentAccount } from '@ansinh/contracts/health-insurance/api';
import { type LocalDate, localDate, vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { greatest, hundredths, hundredthsText } from '@ansinh/contracts/vocabulary/money';
import { getLaw } from '@ansinh/law/kept';
import type { Tx } from '../../kit';
import { instantOfMinute } from '../../notation/national-time';
import { findCoverages } from '../../registers/coverage/coverage.views';
import { accountOf, type CoPayment, exemptionOf, firstFiveYears } from './co-payment.rules';

type Db = Tx['db'];

const listCoPayments = async (db: Db, participantId: string, year: number): Promise<CoPayment[]> =>
  db.$queryRaw<CoPayment[]>`
    SELECT to_char(paid_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYYMMDDHH24MI') AS at, amount FROM co_payments
    WHERE participant_id = ${participantId}::uuid AND year = ${year} ORDER BY paid_at, claim_id`;

const fiveYearsOf = async (db: Db, participantId: string): Promise<LocalDate | null> => {
  const cards = await db.card.findMany({ where: { participantId }, select: { cardNumber: true } });
  const coverages = await findCoverages(
    db,
    cards.map(({ cardNumber }) => cardNumber),
  );
  return firstFiveYears(coverages) ?? null;
};

/** The account of a person in a year as it stands today, or stood at the end of a year that is over. */
export const findAccount = async (
  tx: Pick<Tx, 'db' | 'now'>,
  participantId: string,
  year: number,
): Promise<CoPaymentAccount> => {
  const coPayments = await listCoPayments(tx.db, participantId, year);
  const today = vietNamDate(tx.now);
  const asOf = today.slice(0, 4) === String(year) ? today : localDate(`${year}-12-31`);
  const account = accountOf(coPayments, { year, asOf }, await getLaw(tx.db));
  const fiveYearsOn = await fiveYearsOf(tx.db, participantId);
  const exemptFrom = exemptionOf(account, fiveYearsOn ?? undefined);
  return {
    participantId,
    year,
    paid: hundredthsText(account.paid),
    threshold: hundredthsText(account.threshold),
    remaining: hundredthsText(greatest(account.remaining, hundredths(0n))),
    fiveYearsOn,
    exemptFrom: exemptFrom === undefined ? null : instantOfMinute(exemptFrom).toISOString(),
  };
};
