import { reject } from '@ansinh/contracts/catalogue/problems';
import { PatientCheckedIn } from '@ansinh/contracts/health-insurance/events';
import type { CheckIn } from '@ansinh/contracts/health-insurance/reception.api';
import { sexOf } from '../../claim/parsed-claim';
import type { Tx } from '../../kit';
import { instantOfMinute, knownBirthDate, localDateOfDigits } from '../../notation/national-time';
import { checkCard } from '../../registers/coverage/card-check.rules';
import { findCoverages } from '../../registers/coverage/coverage.views';
import { saveCheckIn } from './check-in.store';
import type { CheckInFile } from './check-in-file';

type Fields = Readonly<Record<string, string>>;

/** The card as the register knows it on the day of arrival: national result code, and whose it is. */
const checkedCard = async (
  tx: Tx,
  fields: Fields,
): Promise<{ cardResultCode: string; participantId: string | null }> => {
  const cardNumber = fields.MA_THE_BHYT ?? '';
  const [coverage] = await findCoverages(tx.db, [cardNumber]);
  const presented = {
    cardNumber,
    fullName: fields.HO_TEN ?? '',
    birthDate: knownBirthDate(fields.NGAY_SINH ?? ''),
    sex: sexOf(fields),
  };
  const arrivedOn = localDateOfDigits(fields.NGAY_VAO ?? '');
  const { resultCode } = checkCard(coverage, presented, arrivedOn);
  return { cardResultCode: resultCode, participantId: coverage?.participantId ?? null };
};

/**
 * Notes a patient's arrival (XML0). The encounter of the facility is its natural key: what is sent again updates the same
 * check-in, and the same data again change nothing. A wrong card never refuses it: the patient is there.
 */
export const checkIn = async (tx: Tx, { first, rows }: CheckInFile): Promise<CheckIn> => {
  const facilityCode = tx.by.tenant.code;
  const { fields } = first;
  if (fields.MA_CSKCB !== facilityCode)
    throw reject('claim.other-facility', { facilityCode, found: fields.MA_CSKCB ?? '' });
  const arrivedAt = instantOfMinute(fields.NGAY_VAO ?? '');
  const encounterKey = fields.MA_LK ?? '';
  const { cardResultCode, participantId } = await checkedCard(tx, fields);
  const saved = await saveCheckIn(tx, { facilityCode, encounterKey, arrivedAt, cardResultCode, participantId, rows });
  const { checkInId } = saved;
  if (saved.changed)
    tx.append(
      PatientCheckedIn,
      { checkInId, facilityCode, participantId, arrivedAt: arrivedAt.toISOString() },
      { id: checkInId, version: saved.version },
    );
  return { checkInId, encounterKey, facilityCode, arrivedAt: arrivedAt.toISOString(), cardResultCode };
};
