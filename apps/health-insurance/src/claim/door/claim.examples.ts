import { HOSPITAL, LAST_MONTH, NOW, VISIT } from '@ansinh/contracts/examples/story';

const { claimId, encounterKey, arrivedAt, leftAt, total, coPayment, fundPays } = VISIT;

/** What the appraisal asks of the visit: a dose for one day, and tablets for fourteen. */
export const QUESTION = {
  rule: 'QTY',
  severity: 'ask',
  table: 'XML2',
  row: 1,
  field: 'SO_LUONG',
  found: '28',
  expected: 'at most 2',
  message: 'The dose gives at most 2 Viên',
  messageVi: 'Số lượng vượt quá liều dùng (2 Viên)',
  source: 'TT 12/2026/TT-BTC Art 10; QD 4750/QD-BYT table 2 field 12; lists of drugs and supplies (01-06/DM)',
} as const;

/** Accepted, and settled once the question is decided. */
export const CLAIM = {
  claimId,
  facilityCode: HOSPITAL.facilityCode,
  encounterKey,
  version: 1,
  status: 'accepted',
  outcome: 'accepted',
  receivedAt: NOW,
  arrivedAt,
  leftAt,
  settlementMonth: LAST_MONTH,
  totalHospital: total,
  totalInScope: total,
  patientPays: '0.00',
  coPayment,
  fundClaimed: fundPays,
  fundPays,
  openQuestions: 1,
  rows: { XML1: 1, XML2: 1, XML3: 3, XML4: 1, XML5: 1 },
  findings: [QUESTION],
} as const;

export const READING = { params: { claimId }, reply: { ...CLAIM, findingCount: 1 } } as const;

export const LISTING_FINDINGS = {
  params: { claimId },
  query: { severity: 'ask', pageSize: '100' },
  reply: { items: [{ ...QUESTION, number: 1 }] },
} as const;

/** A list leaves the findings out: they are read with the single claim. */
export const LISTING = {
  query: { month: LAST_MONTH, status: 'accepted', pageSize: '20' },
  reply: { items: [{ ...CLAIM, findings: [] }] },
} as const;

export const READING_ROWS = {
  params: { claimId },
  query: { table: 'XML2' },
  reply: [
    {
      table: 'XML2',
      row: 1,
      fields: {
        MA_LK: encounterKey,
        STT: '1',
        MA_THUOC: '40.807',
        MA_NHOM: '4',
        TEN_THUOC: 'Metformin Mẫu 850',
        DON_VI_TINH: 'Viên',
        LIEU_DUNG: '1 viên/lần * 2 lần/ngày * 1 ngày [2 viên/ngày]',
        SO_LUONG: '28',
        DON_GIA: '1219.85',
        THANH_TIEN_BH: '34155.80',
        MUC_HUONG: '80',
        T_BNCCT: '6831.16',
        T_BHTT: '27324.64',
      },
      answer: { fundPays: '27324.64', refused: false },
    },
  ],
} as const;
