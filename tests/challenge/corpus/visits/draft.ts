import type { Person, PlainClaim } from '../../model/claim.ts';
import { addMinutes, dayOf } from '../../model/times.ts';
import type { Random } from '../random.ts';
import { itemOn } from '../registers/catalogue.ts';
import { dayDoctor, dutyDoctor } from '../registers/facilities.ts';

export type Row = Record<string, string>;

/** A claim while it is written. */
export type Draft = {
  readonly head: Row;
  drugs: Row[];
  services: Row[];
  isSigned: boolean;
  person: Person;
  readonly random: Random;
};

export const finished = ({ head, drugs, services, isSigned }: Draft): PlainClaim => ({
  head,
  drugs,
  services,
  isSigned,
});

/** Domain 5.4: care that is billed without a night. */
const BY_DAY = ['01', '02', '05', '07', '08'];

const common = (draft: Draft, at: string): Row => ({
  MA_LK: draft.head.MA_LK ?? '',
  T_NGUONKHAC_NSNN: '0',
  T_NGUONKHAC_VTNN: '0',
  T_NGUONKHAC_VTTN: '0',
  T_NGUONKHAC_CL: '0',
  MA_KHOA: draft.head.MA_KHOA ?? '',
  MA_BAC_SI: (BY_DAY.includes(draft.head.MA_LOAI_KCB ?? '') ? dayDoctor : dutyDoctor)(draft.head.MA_CSKCB ?? ''),
  NGAY_YL: at,
  MA_PTTT: '1',
});

export type Dose = { readonly days: number; readonly daily: number };

export const addDrug = (draft: Draft, code: string, at: string, { days, daily }: Dose, more: Row = {}): Row => {
  const item = itemOn(code, dayOf(at));
  const row: Row = {
    ...common(draft, at),
    STT: `${draft.drugs.length + 1}`,
    MA_THUOC: code,
    MA_NHOM: item.group,
    TEN_THUOC: item.name,
    DON_VI_TINH: item.unit,
    HAM_LUONG: '1',
    DUONG_DUNG: '1.01',
    LIEU_DUNG: `${daily} ${item.unit}/lần * 1 lần/ngày * ${days} ngày [${daily} ${item.unit}/ngày]`,
    SO_DANG_KY: item.registration ?? '',
    TT_THAU: item.bid ?? '',
    PHAM_VI: item.scope,
    TYLE_TT_BH: item.insuranceRatio,
    SO_LUONG: `${days * daily}`,
    DON_GIA: item.price,
    NGUON_CTRA: '1',
    ...more,
  };
  draft.drugs.push(row);
  return row;
};

const PERFORMED = ['1', '2', '3', '8', '18'];

export const addService = (draft: Draft, code: string, at: string, more: Row = {}): Row => {
  const item = itemOn(code, dayOf(at));
  const isSupply = item.kind === 'supplies';
  const row: Row = {
    ...common(draft, at),
    STT: `${draft.services.length + 1}`,
    MA_DICH_VU: isSupply ? '' : code,
    MA_VAT_TU: isSupply ? code : '',
    TEN_VAT_TU: isSupply ? item.name : '',
    TEN_DICH_VU: isSupply ? '' : item.name,
    TT_THAU: item.bid ?? '',
    MA_NHOM: item.group,
    DON_VI_TINH: item.unit,
    PHAM_VI: item.scope,
    SO_LUONG: '1',
    DON_GIA_BV: item.price,
    DON_GIA_BH: item.price,
    TYLE_TT_DV: '100',
    TYLE_TT_BH: item.insuranceRatio,
    ...(PERFORMED.includes(item.group)
      ? {
          NGAY_TH_YL: at,
          NGAY_KQ: addMinutes(at, 2),
          NGUOI_THUC_HIEN: dutyDoctor(draft.head.MA_CSKCB ?? ''),
        }
      : {}),
    ...more,
  };
  draft.services.push(row);
  return row;
};
