import { reject } from '@ansinh/contracts/catalogue/problems';
import { PatientCheckedIn } from '@ansinh/contracts/health-insurance/events';
import type { CheckIn } from '@ansinh/contracts/health-insurance/reception.api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { noteDisagreements, requireComparison } from '@ansinh/platform';
import { sexOf } from '../../claim/claim-reading';
import type { Tx } from '../../kit';
import { listOf } from '../../notation/national-list';
import { instantOfMinute, knownBirthDate, localDateOfDigits } from '../../notation/national-time';
import {
  CARD_LIMITS,
  type CardCheck,
  cardOn,
  checkCard,
  checkTold,
  isDisagreement,
  personNumberOf,
} from '../../registers/coverage/card-check.rules';
import type { CardCoverage } from '../../registers/coverage/coverage.rules';
import { findCoverages, findCoveragesOf } from '../../registers/coverage/coverage.views';
import { saveCheckIn } from './check-in.store';
import type { CheckInFile } from './check-in-file';

type Fields = Readonly<Record<string, string>>;

/** One of the cards, or the card of the personal id when none is written: paper cards ended in 2025. */
const coverageFor = async ({ db }: Tx, fields: Fields, arrivedOn: LocalDate): Promise<CardCoverage | undefined> => {
  const cardNumbers = listOf(fields.MA_THE_BHYT);
  if (cardNumbers.length > 0) return cardOn(await findCoverages(db, cardNumbers), arrivedOn);
  const person = personNumberOf(fields.SO_CCCD ?? '');
  return person === undefined ? undefined : cardOn(await findCoveragesOf(db, person), arrivedOn);
};

/** The card as the register knows it on the day of arrival: national result code, and whose it is. */
const checkedCard = async (tx: Tx, fields: Fields): Promise<{ check: CardCheck; participantId: string | null }> => {
  const arrivedOn = localDateOfDigits(fields.NGAY_VAO ?? '');
  const coverage = await coverageFor(tx, fields, arrivedOn);
  const presented = {
    cardNumber: coverage?.cardNumber ?? listOf(fields.MA_THE_BHYT)[0] ?? '',
    fullName: fields.HO_TEN ?? '',
    birthDate: knownBirthDate(fields.NGAY_SINH ?? ''),
    sex: sexOf(fields),
  };
  return { check: checkCard(coverage, presented, arrivedOn), participantId: coverage?.participantId ?? null };
};

/**
 * Notes a patient's arrival (XML0). The encounter of the facility is its natural key: what is sent again updates the same
 * check-in, and the same data again change nothing. A wrong card never refuses it: the patient is there. Only a facility
 * whose cards were wrong much too often waits for a while.
 */
export const checkIn = async (tx: Tx, { first, rows }: CheckInFile): Promise<CheckIn> => {
  const facilityCode = tx.by.tenant.code;
  const { fields } = first;
  if (fields.MA_CSKCB !== facilityCode)
    throw reject('claim.other-facility', { facilityCode, found: fields.MA_CSKCB ?? '' });
  const arrivedAt = instantOfMinute(fields.NGAY_VAO ?? '');
  const encounterKey = fields.MA_LK ?? '';
  await requireComparison(tx, CARD_LIMITS);
  const { check, participantId } = await checkedCard(tx, fields);
  const { resultCode: cardResultCode } = check;
  const saved = await saveCheckIn(tx, { facilityCode, encounterKey, arrivedAt, cardResultCode, participantId, rows });
  const { checkInId } = saved;
  if (saved.changed && isDisagreement(cardResultCode))
    await noteDisagreements(tx, { count: 1, target: `check-in:${checkInId}` });
  if (saved.changed) {
    const data = { checkInId, facilityCode, participantId, arrivedAt: arrivedAt.toISOString() };
    tx.append(PatientCheckedIn, data, { id: checkInId, version: saved.version });
    const after = { ...data, version: saved.version };
    tx.audit({ action: 'check-in.take', target: `check-in:${checkInId}`, after });
    if (participantId !== null) tx.audit({ action: 'check-in.take', target: `participant:${participantId}`, after });
  }
  const told = checkTold(tx.by.tenant, check).resultCode;
  return { checkInId, encounterKey, facilityCode, arrivedAt: arrivedAt.toISOString(), cardResultCode: told };
};
