import type { RegisterFacility } from '@ansinh/contracts/health-insurance/registers.api';
import { type LocalDate, localDate } from '@ansinh/contracts/vocabulary/calendar';
import { type Dated, inForce } from '@ansinh/contracts/vocabulary/law/dated';
import { BASE_SALARY } from '@ansinh/contracts/vocabulary/law/parameters';
import { type Hundredths, hundredths } from '@ansinh/contracts/vocabulary/money';

// This is a second, independent writing of the law that claims are appraised by: samples must not agree with the
// appraisal because they share its code.

/** Base percent by the digit on the card. Law 51/2024 Art 22; Decree 188/2025 Art 18-21. */
const PERCENT_BY_DIGIT: Readonly<Record<string, bigint>> = { 1: 100n, 2: 100n, 3: 95n, 4: 80n, 5: 100n };

/** Near-poor (CN) and people of 75 and more with a social pension (LH). Resolution 261/2025; letter 38/BYT-BH. */
const RAISED_GROUPS = ['CN', 'LH'];
const RAISED_FROM = localDate('2026-01-01');

export const basePercent = (cardNumber: string, date: LocalDate): bigint => {
  if (RAISED_GROUPS.includes(cardNumber.slice(0, 2)) && date >= RAISED_FROM) return 100n;
  const percent = PERCENT_BY_DIGIT[cardNumber.charAt(2)];
  if (percent === undefined) throw new Error('a card digit is 1 to 5');
  return percent;
};

const HALF_SINCE_JULY: readonly Dated<bigint>[] = [
  { from: localDate('2025-01-01'), to: localDate('2026-06-30'), value: 0n, source: 'Decree 188/2025 Art 19' },
  { from: localDate('2026-07-01'), to: null, value: 50n, source: 'Decree 188/2025 Art 19' },
];

/** Percent of the benefit level that a visit reason leaves. Decision 3276/QD-BYT, annex 1. */
export const routePercent = (reasonCode: string, inpatient: boolean, date: LocalDate): bigint => {
  if (['1.13', '1.14', '1.18'].includes(reasonCode)) return inForce(HALF_SINCE_JULY, date);
  if (reasonCode === '3.1') return inpatient ? 40n : 0n;
  return 100n;
};

/** Under 15 % of the base salary a visit costs the patient nothing. Law 51/2024 Art 22; in hundredths of a dong. */
const freeVisitLimit = (date: LocalDate): Hundredths => hundredths(inForce(BASE_SALARY, date) * 15n);

type Circumstances = {
  readonly cardNumber: string;
  readonly reasonCode: string;
  readonly inpatient: boolean;
  readonly arrivedOn: LocalDate;
  /** T_TONGCHI_BH */
  readonly inScope: Hundredths;
};

/** MUC_HUONG in tenths of a percent: benefit level times route ratio. */
export const benefitTenths = ({ cardNumber, reasonCode, inpatient, arrivedOn, inScope }: Circumstances): bigint => {
  const isFree = reasonCode === '1.2' || inScope < freeVisitLimit(arrivedOn);
  const level = isFree ? 100n : basePercent(cardNumber, arrivedOn);
  return (level * routePercent(reasonCode, inpatient, arrivedOn)) / 10n;
};

type Way = {
  readonly facility: RegisterFacility;
  readonly initialFacilityCode: string;
  readonly inpatient: boolean;
  readonly isReferred: boolean;
  readonly isEmergency: boolean;
};

const selfReferredToBasic = ({ formerRoute, points }: RegisterFacility): string => {
  if (formerRoute === 'provincial' || formerRoute === 'central') return '1.14';
  return points === undefined || points < 50 ? '1.12' : '1.13';
};

/** The first code that applies, from top to bottom. Decision 3276/QD-BYT, annex 1. */
export const visitReason = (way: Way): string => {
  const { facility, inpatient } = way;
  if (facility.level === 'initial') return '1.2';
  if (way.initialFacilityCode === facility.facilityCode) return '1.1';
  if (way.isReferred) return '1.3';
  if (way.isEmergency) return '2';
  if (facility.level === 'basic') return inpatient ? '1.15' : selfReferredToBasic(facility);
  if (facility.formerRoute === 'central') return '3.1';
  if (facility.formerRoute === 'provincial') return inpatient ? '3.2' : '1.18';
  return '3.3';
};
