import type { CatalogueKind, RegisterFacility } from '@ansinh/contracts/health-insurance/registers.api';
import {
  BED,
  COMPUTED_TOMOGRAPHY,
  type Drug,
  EXAM,
  IMAGING,
  LABORATORY,
  PROCEDURES,
  type Service,
  SUPPLIES,
  type Supply,
  WARD_DRUGS,
} from '../claims/catalogue';
import type { Row } from '../claims/claim-model';
import { thousandthsText } from '../claims/cost-rows';
import { BED_CODE, staffOf } from '../claims/orders';

const SERVICES: readonly Service[] = [EXAM, BED, COMPUTED_TOMOGRAPHY, ...LABORATORY, ...IMAGING, ...PROCEDURES];

const drugRow = (drug: Drug): Row => ({
  MA_THUOC: drug.code,
  TEN_THUOC: drug.name,
  HAM_LUONG: drug.strength,
  DON_VI_TINH: drug.unit,
  DUONG_DUNG: drug.route,
  SO_DANG_KY: drug.registration,
  DON_GIA: thousandthsText(drug.price),
  TYLE_TT_BH: String(drug.insuredRatio),
  PHAM_VI: '1',
});

const serviceRow = (service: Service): Row => ({
  MA_DICH_VU: service.code,
  TEN_DICH_VU: service.name,
  DON_VI_TINH: service.unit,
  DON_GIA_BH: thousandthsText(service.price),
  PHAM_VI: '1',
});

const supplyRow = (supply: Supply): Row => ({
  MA_VAT_TU: supply.code,
  TEN_VAT_TU: supply.name,
  DON_VI_TINH: supply.unit,
  DON_GIA_BH: thousandthsText(supply.price),
  PHAM_VI: '1',
});

export type SampleCatalogue = { readonly kind: CatalogueKind; readonly rows: readonly Row[] };

/** The lists of a facility (files 01-06/DM) that every sample claim of it keeps to, as they are uploaded. */
export const sampleCatalogues = (facility: RegisterFacility): SampleCatalogue[] => [
  { kind: 'drugs', rows: WARD_DRUGS.map(drugRow) },
  { kind: 'services', rows: SERVICES.map(serviceRow) },
  { kind: 'supplies', rows: SUPPLIES.map(supplyRow) },
  { kind: 'staff', rows: staffOf(facility).map(({ licence, name }) => ({ MACCHN: licence, HO_TEN: name })) },
  { kind: 'beds', rows: [{ MA_GIUONG: BED_CODE, MA_KHOA: 'K03' }] },
];
