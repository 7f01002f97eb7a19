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

/** The same licences in the staff list of each facility: one by day, one around the clock. */
export const DAY_DOCTOR: Doctor = { licence: '0800001/DL-CCHN', name: 'BS Lê Ban Ngày', opens: '0700', closes: '1700' };
export const DUTY_DOCTOR: Doctor = { licence: '0800002/DL-CCHN', name: 'BS Trần Trực', opens: '0000', closes: '2359' };
export const DOCTORS: readonly Doctor[] = [DAY_DOCTOR, DUTY_DOCTOR];

/** TT 01/2025: a few diseases of each annex, as an officer would load them. */
export const ANNEX_I: readonly string[] = ['C34', 'C50', 'I21', 'N18.5'];
export const ANNEX_II: readonly string[] = ['E10', 'G40', 'I10', 'J45'];
