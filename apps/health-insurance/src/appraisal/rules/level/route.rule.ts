import type { Facility } from '@ansinh/contracts/health-insurance/registers.api';
import { daysBetween, type LocalDate, localDate } from '@ansinh/contracts/vocabulary/calendar';
import { isInpatient } from '../../../claim/care-types/care-types';
import type { ParsedClaim } from '../../../claim/parsed-claim';
import { knownBirthDate, localDateOfDigits } from '../../../notation/national-time';
import { isFacilityCode } from '../../../registers/coverage/card-check.rules';
import type { AppraisalContext, Rule } from '../rule';
import { payablePercent } from './visit-reasons';

type Way = {
  readonly facility: Pick<Facility, 'level' | 'formerRoute' | 'points'>;
  readonly inpatient: boolean;
  readonly isRegisteredHere: boolean;
  readonly isReferred: boolean;
  /** Nothing but drugs. */
  readonly isDrugsAlone: boolean;
  readonly hasSlip: boolean;
  /** The card is of a minority or poor household, or of a hard area or an island. */
  readonly isOfHardArea: boolean;
  /** Days lived at arrival; undefined when the birth date is not known to the day. */
  readonly daysOld: number | undefined;
};

const NEWBORN_DAYS = 28;
const HALF_POINTS = 50;

const isFormerUpper = ({ formerRoute }: Pick<Facility, 'formerRoute'>): boolean =>
  formerRoute === 'provincial' || formerRoute === 'central';

const forDrugs = (way: Way): boolean => way.isDrugsAlone;

/** Where each code of the national list may be used. A code that is not here fits everywhere. */
const FITS: Readonly<Record<string, (way: Way) => boolean>> = {
  '1.1': (way) => way.isRegisteredHere,
  '1.2': ({ facility }) => facility.level === 'initial',
  '1.3': (way) => way.isReferred,
  '1.5': (way) => way.hasSlip,
  '1.7': ({ daysOld }) => daysOld === undefined || daysOld <= NEWBORN_DAYS,
  '1.11': ({ facility }) => facility.level === 'initial',
  '1.12': ({ facility, inpatient }) =>
    facility.level === 'basic' && !inpatient && !isFormerUpper(facility) && (facility.points ?? 0) < HALF_POINTS,
  '1.13': ({ facility, inpatient }) =>
    facility.level === 'basic' && !inpatient && (facility.points ?? 0) >= HALF_POINTS,
  '1.14': ({ facility, inpatient }) => facility.level === 'basic' && !inpatient && isFormerUpper(facility),
  '1.15': ({ facility, inpatient }) => facility.level === 'basic' && inpatient,
  '1.16': ({ facility }) => facility.level === 'basic',
  '1.17': ({ facility }) => facility.level === 'specialised',
  '1.18': ({ facility, inpatient }) =>
    facility.level === 'specialised' && facility.formerRoute === 'provincial' && !inpatient,
  '3.1': ({ facility }) => facility.level === 'specialised' && facility.formerRoute === 'central',
  '3.2': ({ facility, inpatient }) =>
    facility.level === 'specialised' && facility.formerRoute === 'provincial' && inpatient,
  '3.3': ({ facility }) => facility.formerRoute === 'district',
  '7': forDrugs,
  '7.2': forDrugs,
  '7.3': forDrugs,
  '7.4': forDrugs,
  '10': forDrugs,
  '3.6': ({ facility, inpatient, isOfHardArea }) => facility.level === 'specialised' && inpatient && isOfHardArea,
};

/** Codes of a patient who came by himself: wrong at the facility of his own card (blocking error 1). */
const SELF_REFERRED = new Set(['1.11', '1.12', '1.13', '1.14', '1.15', '1.18', '3.1', '3.2', '3.3']);

/** The code of a patient without a slip, from the data of the facility alone. */
const plainReason = ({ facility, inpatient, isRegisteredHere }: Way): string => {
  if (facility.level === 'initial') return '1.2';
  if (isRegisteredHere) return '1.1';
  if (facility.level === 'basic') {
    if (inpatient) return '1.15';
    if (isFormerUpper(facility)) return '1.14';
    return (facility.points ?? 0) >= HALF_POINTS ? '1.13' : '1.12';
  }
  if (facility.formerRoute === 'central') return '3.1';
  if (facility.formerRoute === 'provincial') return inpatient ? '3.2' : '1.18';
  return '3.3';
};

/** Where the register has the cards registered; what the claim says counts for cards that the register does not know. */
const initialFacilitiesOf = (claim: ParsedClaim, { coverages }: Pick<AppraisalContext, 'coverages'>): string[] =>
  claim.cardNumbers.map(
    (card, index) => coverages.get(card)?.initialFacilityCode ?? claim.initialFacilityCodes[index] ?? '',
  );

/** A temporary card names its province and 000 instead of a facility. */
const isRegisteredAt = (initial: readonly string[], facilityCode: string): boolean =>
  initial.some((code) => code === facilityCode || code === `${facilityCode.slice(0, 2)}000`);

/** Nobody refers a patient to himself, and 00000 is nobody. */
const isReferral = ({ referredFrom, facilityCode }: ParsedClaim): boolean =>
  isFacilityCode(referredFrom) && referredFrom !== facilityCode;

/** Minority and poor households, hard areas, island communes (Decision 1018/QD-BHXH 2024; Law 51/2024 Art 22). */
const HARD_AREA_GROUPS = new Set(['HN', 'DT', 'DK', 'XD']);

/** What is asked about and not adjusted: a slip may be there that was not written into the claim, an exam when drugs were fetched. */
const ASKED = new Set(['1.5', '7', '7.2', '7.3', '7.4', '10']);

const daysOldAt = (claim: ParsedClaim, arrivedOn: LocalDate): number | undefined => {
  const born = knownBirthDate(claim.birthDate);
  return born.length === 10 ? daysBetween(localDate(born), arrivedOn) : undefined;
};

/**
 * The visit reason fits the facility, the type of care and the papers of the patient. Where the right reason is worth
 * less, the fund pays by the right one; else the difference is only told. Annexes I and II of TT 01/2025 (diseases that
 * may go to any basic or specialised facility) are the hospital's to know: 1.16 and 1.17 are held against the level alone.
 */
export const ROUTE: Rule = {
  code: 'ROUTE',
  nationalCodes: ['1', '101'],
  source: 'QD 3276/QD-BYT 2025 annex 1; Decree 188/2025 Art 19; list of blocking errors 1, 101',
  severity: 'adjust',
  from: localDate('2025-07-01'),
  to: null,
  check: (claim, { facility, law, coverages }) => {
    // CONTRACT and CARD_FORMAT send such a claim back.
    if (facility === undefined || claim.cardNumbers.length === 0) return [];
    const arrivedOn = localDateOfDigits(claim.arrivedAt);
    const inpatient = isInpatient(claim.careType);
    const initial = initialFacilitiesOf(claim, { coverages });
    const way: Way = {
      facility,
      inpatient,
      isRegisteredHere: isRegisteredAt(initial, facility.facilityCode),
      isReferred: isReferral(claim),
      isDrugsAlone: claim.lines.every(({ table }) => table === 'XML2'),
      hasSlip: claim.slip !== '',
      isOfHardArea: claim.cardNumbers.some((card) => HARD_AREA_GROUPS.has(card.slice(0, 2))),
      daysOld: daysOldAt(claim, arrivedOn),
    };
    const reason = claim.visitReason;
    const isOwn = initial.includes(facility.facilityCode) && SELF_REFERRED.has(reason);
    if (!isOwn && FITS[reason]?.(way) !== false) return [];
    const right = plainReason(way);
    const percentOf = (visitReason: string) =>
      payablePercent({ visitReason, careType: claim.careType, arrivedOn }, law) ?? 100n;
    const claimedPercent = percentOf(reason);
    const percent = percentOf(right);
    const costsLess = percent < claimedPercent;
    const isAsked = ASKED.has(reason);
    return [
      {
        table: 'XML1',
        row: 1,
        nationalCode: costsLess && !inpatient ? '101' : '1',
        severity: isAsked ? 'ask' : costsLess ? 'adjust' : 'warn',

        field: 'MA_DOITUONG_KCB',
        found: reason,
        expected: right,
        message: `Visit reason ${reason} does not fit this facility and type of care: ${percent} % of the level is payable`,
        messageVi: `Mã đối tượng ${reason} không phù hợp cơ sở và loại hình KCB: được thanh toán ${percent} % mức hưởng`,
        ...(costsLess && !isAsked ? { effect: { kind: 'ratio', percent, claimedPercent } as const } : {}),
      },
    ];
  },
};
