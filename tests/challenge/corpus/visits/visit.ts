// A sound visit: a person, a way, times around a switch of the law or anywhere, and the care.
import { SIGNED_FROM } from '../../model/law.ts';
import { addDays, daysBetween } from '../../model/times.ts';
import { type Random, randomOf } from '../random.ts';
import { makePerson } from '../registers/people.ts';
import { writeCare } from './care.ts';
import type { Draft } from './draft.ts';
import { CARE_CODES, type Care, WAYS, type Way } from './ways.ts';

/** Reasons of visit are those of QD 3276 (from 2025-07-01). */
const FIRST_DAY = '20250701';
const LAST_DAY = '20261025';
/** Base salary and self-referral; raised groups and signature. */
const SWITCHES = ['20260101', '20260701'];
const LONGEST_DAYS = 25;

export type Wishes = {
  readonly way?: Way;
  readonly reasons?: readonly string[];
  readonly care?: Care;
  readonly facility?: string;
  readonly day?: string;
  readonly prefix?: string;
  readonly sex?: string;
};

export type Place = { readonly seed: number; readonly number: number };

const dayOfVisit = (random: Random, care: Care): string => {
  const isShort = ['exam', 'chronic', 'drugs', 'short', 'day'].includes(care);
  for (;;) {
    const around = random.pick(SWITCHES);
    const day = random.chance(0.35)
      ? addDays(around, random.whole(-4, 4))
      : addDays(FIRST_DAY, random.whole(0, daysBetween(FIRST_DAY, LAST_DAY)));
    // A visit lies on one side: what a stay over a switch is paid by is not said for every rule.
    const last = addDays(day, isShort ? 1 : LONGEST_DAYS);
    if (SWITCHES.every((change) => last < change || day >= change)) return day;
  }
};

const wayOf = (random: Random, { way, reasons, care }: Wishes): Way =>
  way ??
  random.pick(
    WAYS.filter((each) => (reasons?.includes(each.reason) ?? true) && (care === undefined || each.care.includes(care))),
  );

const REFERRED_TO = '66808';
const REFERRED_SHARE = 0.05;

const DISEASES = ['J18', 'K35', 'K29', 'E11', 'M54', 'R51', 'A09'];

export const makeVisit = ({ seed, number }: Place, wishes: Wishes = {}): Draft => {
  const random = randomOf(seed, 'visit', number);
  const way = wayOf(random, wishes);
  const care = wishes.care ?? random.pick(way.care);
  const day = wishes.day ?? dayOfVisit(random, care);
  const facility = wishes.facility ?? random.pick(way.facilities);
  const prefix = wishes.prefix ?? (way.prefixes === undefined ? undefined : random.pick(way.prefixes));
  const elsewhere = facility === '66801' ? '66803' : '66801';
  const person = makePerson(random, seed, number, {
    facility: way.isRegistered === true ? facility : elsewhere,
    day,
    isNewborn: way.isNewborn ?? false,
    ...(prefix === undefined ? {} : { prefix }),
    ...(wishes.sex === undefined ? {} : { sex: wishes.sex }),
  });
  const [card] = person.cards;
  if (card === undefined) throw new Error('a person without a card');
  const clock = `${random.whole(7, 14)}`.padStart(2, '0') + `${random.whole(0, 59)}`.padStart(2, '0');
  const key = `TT${seed}.${number}`;
  const draft: Draft = {
    head: {
      MA_LK: key,
      STT: '1',
      MA_BN: `BN${seed}.${number}`,
      HO_TEN: person.name,
      SO_CCCD: person.personalId,
      NGAY_SINH: person.birth,
      GIOI_TINH: person.sex,
      MA_QUOCTICH: '000',
      MA_DANTOC: '01',
      MA_NGHE_NGHIEP: '00000',
      DIA_CHI: 'Phường Buôn Ma Thuột, Đắk Lắk',
      MATINH_CU_TRU: '66',
      MAXA_CU_TRU: '24121',
      MA_THE_BHYT: card.number,
      MA_DKBD: card.facility,
      GT_THE_TU: card.from,
      GT_THE_DEN: card.to,
      LY_DO_VV: 'Mệt, đau',
      CHAN_DOAN_VAO: 'Theo dõi',
      CHAN_DOAN_RV: 'Theo mã bệnh',
      MA_BENH_CHINH: random.pick(way.diseases ?? DISEASES),
      MA_DOITUONG_KCB: way.reason,
      MA_NOI_DI: way.comesFrom ?? '',
      GIAY_CHUYEN_TUYEN: way.hasSlip === true ? `GCT-${number}` : '',
      NGAY_VAO: `${day}${clock}`,
      PP_DIEU_TRI: 'Nội khoa',
      KET_QUA_DTRI: '2',
      MA_LOAI_RV: '1',
      MA_LOAI_KCB: CARE_CODES[care],
      MA_KHOA: 'K02',
      MA_CSKCB: facility,
      CAN_NANG: way.isNewborn === true ? '3.2' : '55',
      MA_HSBA: `HS${seed}.${number}`,
      MA_TTDV: '6600000001',
    },
    drugs: [],
    services: [],
    // Before, a signature was no duty.
    isSigned: day >= SIGNED_FROM || random.chance(0.5),
    person,
    random,
  };
  if (random.chance(REFERRED_SHARE) && facility !== REFERRED_TO)
    Object.assign(draft.head, { MA_LOAI_RV: '2', MA_NOI_DEN: REFERRED_TO });
  writeCare(draft, care);
  if (draft.random.chance(0.06)) giveByOthers(draft);
  return draft;
};

/** Part of a line comes from a budget or an aid. */
const giveByOthers = ({ drugs, services, random }: Draft): void => {
  const row = random.pick([...drugs, ...services]);
  row[random.pick(['T_NGUONKHAC_NSNN', 'T_NGUONKHAC_VTTN'])] = random.pick(['100', '250.5', '50']);
};
