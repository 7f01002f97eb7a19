import type { Facility } from '@ansinh/contracts/health-insurance/registers.api';
import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { FIRST_LAW } from '@ansinh/law';
import type { AppraisalContext } from '../src/appraisal/rules/rule';
import { NO_CATALOGUES } from '../src/registers/catalogues/catalogue.rules';
import type { CardCoverage } from '../src/registers/coverage/coverage.rules';
import { CARD, FACILITY } from './claims';

/** What the usual claim of the tests is held against: its card is good, its facility is known, nothing else is there. */

export const COVERAGE: CardCoverage = {
  cardId: '0199f000-0000-7000-8000-000000000001',
  cardNumber: CARD,
  participantId: '0199f000-0000-7000-8000-000000000002',
  holder: { fullName: 'TRAN THI THU', birthDate: localDate('1990-05-17'), sex: 'female', personalId: null },
  initialFacilityCode: FACILITY,
  status: 'active',
  periods: [{ from: localDate('2026-01-01'), to: localDate('2026-12-31') }],
  withdrawnFrom: null,
  fiveYearsOn: null,
};

export const REGISTERED: Facility = {
  facilityCode: FACILITY,
  name: 'Bệnh viện Thử',
  level: 'basic',
  formerRoute: 'district',
  inpatient: true,
  contractFrom: localDate('2024-01-01'),
  contractTo: localDate('2028-12-31'),
  account: { bankBin: '970405', accountNumber: '5200205066001', accountName: 'BENH VIEN THU' },
};

export const contextOf = (changes: Partial<AppraisalContext> = {}): AppraisalContext => ({
  coverages: new Map([[CARD, COVERAGE]]),
  lookalikes: [],
  facility: REGISTERED,
  coPayments: [],
  catalogues: NO_CATALOGUES,
  otherVisits: [],
  elsewhere: [],
  ordersBefore: new Set(),
  today: localDate('2026-11-24'),
  closedQuarters: new Set(),
  signature: { state: 'valid' },
  settings: [],
  law: FIRST_LAW,
  ...changes,
});

export const coveredBy = (...changes: Partial<CardCoverage>[]): AppraisalContext =>
  contextOf({
    coverages: new Map(changes.map((change) => [change.cardNumber ?? CARD, { ...COVERAGE, ...change }])),
  });
