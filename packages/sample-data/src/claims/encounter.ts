import { daysBetween } from '@ansinh/contracts/vocabulary/calendar';
import { hundredthsText, sumOf } from '@ansinh/contracts/vocabulary/money';
import { lawfulTenths, type PricedVisit, priceVisit } from './amounts';
import { dateOfMinute, dateText, type Encounter, minuteText, type Row, type Visit } from './claim-model';
import { costRows } from './cost-rows';

const SEX_CODE = { male: '1', female: '2' } as const;
const VIETNAMESE = '000';
const NO_OCCUPATION = '00000';
const PAID_AFTER_MINUTES = 15;

/** SI number of the head of a facility: invented, ten digits. */
const headOf = (visit: Visit): string => `66${visit.facility.facilityCode}001`;

/** SO_NGAY_DTRI: 0 for an exam, both outer days counted for a stay (domain 5.5). */
const treatmentDays = (visit: Visit): number =>
  visit.inpatient ? daysBetween(dateOfMinute(visit.arrivedAt), dateOfMinute(visit.leftAt)) + 1 : 0;

const holderCells = ({ person, card }: Visit): Row => ({
  HO_TEN: person.fullName,
  SO_CCCD: person.personalId,
  NGAY_SINH: `${dateText(person.birthDate)}0000`,
  GIOI_TINH: SEX_CODE[person.sex],
  MA_QUOCTICH: VIETNAMESE,
  MA_DANTOC: person.ethnicGroup,
  MA_NGHE_NGHIEP: NO_OCCUPATION,
  DIA_CHI: person.address,
  MATINH_CU_TRU: '66',
  MAXA_CU_TRU: person.communeCode,
  DIEN_THOAI: person.phone,
  MA_THE_BHYT: card.cardNumber,
  MA_DKBD: card.initialFacilityCode,
  GT_THE_TU: dateText(card.validFrom),
  GT_THE_DEN: dateText(card.validTo),
  ...(card.fiveYearsOn === undefined ? {} : { NAM_NAM_LIEN_TUC: dateText(card.fiveYearsOn) }),
});

const totalCells = (visit: Visit, { lines, totals }: PricedVisit): Row => {
  const costOf = (kind: 'drug' | 'supply'): string =>
    hundredthsText(sumOf(lines.filter(({ line }) => line.kind === kind).map(({ amounts }) => amounts.hospital)));
  const leftOn = dateOfMinute(visit.leftAt);
  return {
    T_THUOC: costOf('drug'),
    T_VTYT: costOf('supply'),
    T_TONGCHI_BV: hundredthsText(totals.hospital),
    T_TONGCHI_BH: hundredthsText(totals.inScope),
    T_BNTT: hundredthsText(totals.selfPay),
    T_BNCCT: hundredthsText(totals.coPayment),
    T_BHTT: hundredthsText(totals.fundPays),
    T_NGUONKHAC: '0.00',
    T_BHTT_GDV: hundredthsText(totals.fundPays),
    NAM_QT: leftOn.slice(0, 4),
    THANG_QT: leftOn.slice(5, 7),
  };
};

const stayCells = (visit: Visit): Row =>
  visit.inpatient
    ? {
        NGAY_VAO_NOI_TRU: minuteText(visit.arrivedAt + 45),
        LY_DO_VNT: `Điều trị ${visit.diagnosis.name}`,
        PP_DIEU_TRI: 'Nội khoa',
      }
    : {};

const summaryRow = (visit: Visit, priced: PricedVisit): Row => ({
  MA_LK: visit.key,
  STT: '1',
  MA_BN: patientCode(visit),
  ...holderCells(visit),
  LY_DO_VV: 'Mệt, đau',
  CHAN_DOAN_VAO: visit.diagnosis.name,
  CHAN_DOAN_RV: visit.diagnosis.name,
  MA_BENH_CHINH: visit.diagnosis.code,
  MA_DOITUONG_KCB: visit.reasonCode,
  ...(visit.referral === undefined
    ? {}
    : { MA_NOI_DI: visit.referral.facilityCode, GIAY_CHUYEN_TUYEN: visit.referral.slip }),
  NGAY_VAO: minuteText(visit.arrivedAt),
  NGAY_RA: minuteText(visit.leftAt),
  ...stayCells(visit),
  SO_NGAY_DTRI: String(treatmentDays(visit)),
  KET_QUA_DTRI: '2',
  MA_LOAI_RV: '1',
  NGAY_TTOAN: minuteText(visit.leftAt + PAID_AFTER_MINUTES),
  ...totalCells(visit, priced),
  MA_LOAI_KCB: careType(visit),
  MA_KHOA: visit.department,
  MA_CSKCB: visit.facility.facilityCode,
  CAN_NANG: visit.weightKg,
  MA_HSBA: `HS${visit.key}`,
  MA_TTDV: headOf(visit),
});

/** MA_BN: the patient's code at the facility. */
export const patientCode = (visit: Visit): string => `BN${visit.person.siNumber.slice(2)}`;
/** MA_LOAI_KCB: exam or inpatient stay. */
export const careType = (visit: Visit): '01' | '03' => (visit.inpatient ? '03' : '01');

const labRows = (visit: Visit): Row[] =>
  visit.labs.map((lab, index) => ({
    MA_LK: visit.key,
    STT: String(index + 1),
    MA_DICH_VU: lab.serviceCode,
    TEN_CHI_SO: lab.name,
    GIA_TRI: lab.value,
    DON_VI_DO: lab.unit,
    NGAY_KQ: minuteText(lab.resultAt),
    MA_BS_DOC_KQ: lab.doctor.licence,
  }));

const noteRows = (visit: Visit): Row[] =>
  visit.notes.map((note, index) => ({
    MA_LK: visit.key,
    STT: String(index + 1),
    DIEN_BIEN_LS: note.text,
    THOI_DIEM_DBLS: minuteText(note.at),
    NGUOI_THUC_HIEN: note.doctor.licence,
  }));

const dischargeRow = (visit: Visit): Row => ({
  MA_LK: visit.key,
  SO_LUU_TRU: `LT${visit.key}`,
  MA_YTE: patientCode(visit),
  MA_KHOA_RV: visit.department,
  NGAY_VAO: minuteText(visit.arrivedAt),
  NGAY_RA: minuteText(visit.leftAt),
  CHAN_DOAN_RV: visit.diagnosis.name,
  PP_DIEUTRI: 'Nội khoa',
  MA_TTDV: headOf(visit),
  MA_BS: visit.attending.siNumber,
  TEN_BS: visit.attending.name,
  NGAY_CT: dateText(dateOfMinute(visit.leftAt)),
});

/**
 * An encounter whose rows obey domain 4.3 and 5.5 to the hundredth.
 * @param tenths another benefit percent than the lawful one: every amount follows it, so that only the level is wrong.
 */
export const encounterOf = (visit: Visit, tenths?: bigint): Encounter => {
  const lawful = priceVisit(visit, lawfulTenths(visit));
  const priced = tenths === undefined ? lawful : priceVisit(visit, tenths);
  return {
    key: visit.key,
    facilityCode: visit.facility.facilityCode,
    visit,
    tables: {
      XML1: [summaryRow(visit, priced)],
      ...costRows(visit, priced),
      XML4: labRows(visit),
      XML5: noteRows(visit),
      XML7: visit.inpatient ? [dischargeRow(visit)] : [],
    },
    expected: { ...lawful.totals, benefitTenths: lawful.benefitTenths },
  };
};
