import type { Doctor, Facility } from '../../model/claim.ts';

const CONTRACT = { contractFrom: '20240101', contractTo: '20271231' };

/** Each level, grade and route before 2025 that a reason of visit asks for. */
export const FACILITIES: readonly Facility[] = [
  { code: '66801', name: 'Trạm y tế Ea Mẫu', level: 'initial', formerRoute: 'commune', inpatient: false, ...CONTRACT },
  { code: '66802', name: 'Phòng khám Cư Mẫu', level: 'initial', formerRoute: 'commune', inpatient: true, ...CONTRACT },
  {
    code: '66803',
    name: 'TTYT Krông Mẫu',
    level: 'basic',
    points: 40,
    formerRoute: 'district',
    inpatient: true,
    ...CONTRACT,
  },
  { code: '66804', name: 'BV Buôn Mẫu', level: 'basic', formerRoute: 'district', inpatient: true, ...CONTRACT },
  {
    code: '66805',
    name: 'TTYT Ea Thử',
    level: 'basic',
    points: 60,
    formerRoute: 'district',
    inpatient: true,
    ...CONTRACT,
  },
  {
    code: '66806',
    name: 'BV Phổi Mẫu',
    level: 'basic',
    points: 75,
    formerRoute: 'provincial',
    inpatient: true,
    ...CONTRACT,
  },
  {
    code: '66807',
    name: 'BV tỉnh Mẫu',
    level: 'specialised',
    points: 85,
    formerRoute: 'provincial',
    inpatient: true,
    ...CONTRACT,
  },
  {
    code: '66808',
    name: 'BV vùng Mẫu',
    level: 'specialised',
    points: 95,
    formerRoute: 'central',
    inpatient: true,
    ...CONTRACT,
  },
  {
    code: '66809',
    name: 'BV Sản Mẫu',
    level: 'specialised',
    points: 72,
    formerRoute: 'district',
    inpatient: true,
    ...CONTRACT,
  },
  {
    code: '66810',
    name: 'PKĐK Tân Mẫu',
    level: 'basic',
    points: 45,
    formerRoute: 'district',
    inpatient: false,
    ...CONTRACT,
  },
  {
    code: '66811',
    name: 'BV Hòa Mẫu',
    level: 'basic',
    points: 48,
    formerRoute: 'district',
    inpatient: true,
    contractFrom: '20240101',
    contractTo: '20260331',
  },
  {
    code: '66812',
    name: 'BV Xuân Mẫu',
    level: 'basic',
    points: 75,
    formerRoute: 'district',
    inpatient: true,
    ...CONTRACT,
  },
];

const BY_CODE = new Map(FACILITIES.map((facility) => [facility.code, facility]));

export const facilityOf = (code: string): Facility => {
  const facility = BY_CODE.get(code);
  if (facility === undefined) throw new Error(`there is no facility ${code}`);
  return facility;
};

/** Each facility has its own: one by day, one around the clock, one in the evening. */
export const dayDoctor = (facility: string): string => `08${facility}1/DL-CCHN`;
export const dutyDoctor = (facility: string): string => `08${facility}2/DL-CCHN`;
export const eveningDoctor = (facility: string): string => `08${facility}3/DL-CCHN`;

const VISITING = 1_000;
/** On the list of every facility: who is at one is not at another. */
export const visitingDoctor = (number: number): string => `09${`${number % VISITING}`.padStart(6, '0')}/DL-CCHN`;

export const DOCTORS: readonly Doctor[] = [
  ...FACILITIES.flatMap(({ code }): Doctor[] => [
    { licence: dayDoctor(code), facility: code, name: 'BS Lê Ban Ngày', opens: '0700', closes: '1700' },
    { licence: dutyDoctor(code), facility: code, name: 'BS Trần Trực', opens: '0000', closes: '2359' },
    { licence: eveningDoctor(code), facility: code, name: 'BS Võ Chiều Tối', opens: '1730', closes: '2100' },
  ]),
  ...Array.from(
    { length: VISITING },
    (_, number): Doctor => ({
      licence: visitingDoctor(number),
      name: 'BS Bùi Thỉnh Giảng',
      opens: '0000',
      closes: '2359',
    }),
  ),
];

/** TT 01/2025: a few diseases of each annex, as an officer would load them. */
export const ANNEX_I: readonly string[] = ['C34', 'C50', 'I21', 'N18.5'];
export const ANNEX_II: readonly string[] = ['E10', 'G40', 'I10', 'J45'];
