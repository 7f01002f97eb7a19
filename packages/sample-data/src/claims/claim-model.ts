import type { RegisterFacility } from '@ansinh/contracts/health-insurance/registers.api';
import { type LocalDate, localDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Hundredths } from '@ansinh/contracts/vocabulary/money';
import type { SampleCard } from '../people/cards';
import type { SamplePerson } from '../people/people';
import type { Diagnosis, Drug, Service, Supply } from './catalogue';

/** Minutes since 1970-01-01 00:00 on the wall clock of Viet Nam: hospitals write local time without an offset. */
export type LocalMinute = number;

export const minuteOf = (date: LocalDate, hour: number, minute = 0): LocalMinute =>
  Date.parse(`${date}T00:00:00Z`) / 60_000 + hour * 60 + minute;

/** `yyyymmddHHMM` */
export const minuteText = (minute: LocalMinute): string =>
  new Date(minute * 60_000).toISOString().slice(0, 16).replace(/[-T:]/g, '');
export const dateOfMinute = (minute: LocalMinute): LocalDate =>
  localDate(new Date(minute * 60_000).toISOString().slice(0, 10));
/** `yyyymmdd` */
export const dateText = (date: LocalDate): string => date.replaceAll('-', '');

type Amounts = {
  /** SO_LUONG in thousandths. */
  readonly quantity: bigint;
  /** DON_GIA_BV and DON_GIA_BH in thousandths of a dong; one price for drugs. */
  readonly hospitalPrice: bigint;
  readonly insuredPrice: bigint;
  /** TYLE_TT_DV (100 for drugs) and TYLE_TT_BH, percent. */
  readonly serviceRatio: number;
  readonly insuredRatio: number;
};

type Ordered = { readonly orderedAt: LocalMinute; readonly doneAt: LocalMinute; readonly doctor: Doctor };

/** One priced row of XML2 or XML3. */
export type CostLine = Amounts &
  Ordered &
  (
    | { readonly kind: 'drug'; readonly item: Drug; readonly perDay: number; readonly days: number }
    | { readonly kind: 'service'; readonly item: Service; readonly resultAt?: LocalMinute; readonly bedCode?: string }
    | { readonly kind: 'supply'; readonly item: Supply; readonly serviceCode: string }
  );

export type LabResult = {
  readonly serviceCode: string;
  readonly name: string;
  readonly value: string;
  readonly unit: string;
  readonly resultAt: LocalMinute;
  readonly doctor: Doctor;
};

export type ClinicalNote = { readonly text: string; readonly at: LocalMinute; readonly doctor: Doctor };

export type Doctor = { readonly licence: string; readonly siNumber: string; readonly name: string };

export type Referral = { readonly facilityCode: string; readonly slip: string };

/** All that a hospital knows of one encounter before it is priced. */
export type Visit = {
  /** MA_LK: unique within the facility. */
  readonly key: string;
  readonly person: SamplePerson;
  readonly card: SampleCard;
  readonly facility: RegisterFacility;
  readonly inpatient: boolean;
  /** MA_DOITUONG_KCB */
  readonly reasonCode: string;
  readonly referral?: Referral;
  readonly arrivedAt: LocalMinute;
  readonly leftAt: LocalMinute;
  readonly diagnosis: Diagnosis;
  readonly department: string;
  readonly attending: Doctor;
  readonly weightKg: string;
  readonly lines: readonly CostLine[];
  readonly labs: readonly LabResult[];
  readonly notes: readonly ClinicalNote[];
};

/** A row of a table by its national tags; tags left out are empty. */
export type Row = Readonly<Record<string, string>>;

export type ClaimTable = 'XML1' | 'XML2' | 'XML3' | 'XML4' | 'XML5' | 'XML7';
export type Totals = {
  readonly hospital: Hundredths;
  readonly inScope: Hundredths;
  readonly selfPay: Hundredths;
  readonly coPayment: Hundredths;
  readonly fundPays: Hundredths;
};

/** An encounter as it is sent, with the truth beside it: `expected` is what the law gives, whatever fault the rows carry. */
export type Encounter = {
  readonly key: string;
  readonly facilityCode: string;
  readonly visit: Visit;
  readonly tables: Readonly<Record<ClaimTable, readonly Row[]>>;
  readonly expected: Totals & {
    /** MUC_HUONG in tenths of a percent: 475 is 47.5 %. */
    readonly benefitTenths: bigint;
  };
};
