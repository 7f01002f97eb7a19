import type { CardIssued } from '@ansinh/contracts/enrollment/events';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import type { EventData } from '@ansinh/contracts/wire/envelope';
import { dateColumn } from '@ansinh/database';
import { keyRing } from '@ansinh/secrets';
import { CARD } from './claims';
import { COVERAGE, REGISTERED } from './context';

/** The registered facility as a row, for rooms that do not test its registration. */
export const facilityRow = (facilityCode = REGISTERED.facilityCode) => ({
  facilityCode,
  version: 1,
  name: REGISTERED.name,
  level: REGISTERED.level,
  formerRoute: REGISTERED.formerRoute,
  inpatient: REGISTERED.inpatient,
  contractFrom: dateColumn(REGISTERED.contractFrom),
  contractTo: dateColumn(REGISTERED.contractTo),
  bankBin: REGISTERED.account.bankBin,
  accountNumber: keyRing().seal(REGISTERED.account.accountNumber, ['facility-account', facilityCode]),
  accountName: REGISTERED.account.accountName,
  changedAt: new Date(0),
});

/** The setting with which an officer takes unsigned files, for rooms that are not about signatures. */
export const UNSIGNED_FILES = {
  rule: 'SIGNATURE',
  validFrom: dateColumn(localDate('2026-01-01')),
  enabled: false,
  parameters: {},
  reason: 'trial',
  changedAt: new Date(0),
  changedBy: 'test',
};

/** The event of the usual card, active for 2026. */
export const cardIssued = (changes: Partial<EventData<typeof CardIssued>> = {}): EventData<typeof CardIssued> => ({
  cardId: COVERAGE.cardId,
  participantId: COVERAGE.participantId,
  cardNumber: CARD,
  holder: { fullName: 'Trần Thị Thử', birthDate: localDate('1990-05-17'), sex: 'female', personalId: '066190000001' },
  initialFacilityCode: REGISTERED.facilityCode,
  status: 'active',
  validFrom: localDate('2026-01-01'),
  validTo: localDate('2026-12-31'),
  fiveYearsOn: null,
  ...changes,
});

/** The card of somebody else. */
export const OTHER_CARD = {
  cardId: '0199f000-0000-7000-8000-000000000011',
  participantId: '0199f000-0000-7000-8000-000000000012',
  cardNumber: 'DN4660000000002',
};
