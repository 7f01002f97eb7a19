// Faults that send a claim back.
import type { Card } from '../../model/claim.ts';
import { hundredths, money } from '../../model/exact.ts';
import { addDays, addMinutes, dayOf } from '../../model/times.ts';
import type { Draft, Row } from '../visits/draft.ts';
import { fillTotals } from '../visits/settle.ts';
import type { Fault } from './fault.ts';

const put =
  (name: string, value: string) =>
  ({ head }: Draft): void => {
    head[name] = value;
  };
const edit =
  (name: string, to: (value: string, draft: Draft) => string) =>
  (draft: Draft): void => {
    draft.head[name] = to(draft.head[name] ?? '', draft);
  };
const any = ({ drugs, services, random }: Draft): Row => random.pick([...drugs, ...services]);
const add = (row: Row, name: string, amount: bigint): void => {
  row[name] = money(hundredths(row[name]) + amount);
};
const changeCard =
  (change: (card: Card, draft: Draft) => Partial<Card>) =>
  (draft: Draft): void => {
    draft.person = { ...draft.person, cards: draft.person.cards.map((card) => ({ ...card, ...change(card, draft) })) };
  };
const arrived = ({ head }: Draft): string => head.NGAY_VAO ?? '';

const cards: readonly Fault[] = [
  {
    code: 'CARD_FORMAT',
    name: 'a digit that the group does not have',
    after: edit('MA_THE_BHYT', (card) => `GD1${card.slice(3)}`),
  },
  { code: 'CARD_FORMAT', name: 'fourteen characters', after: edit('MA_THE_BHYT', (card) => card.slice(0, 14)) },
  {
    code: 'CARD_FORMAT',
    name: 'a province that there is not',
    after: edit('MA_THE_BHYT', (card) => `${card.slice(0, 3)}00${card.slice(5)}`),
  },
  { code: 'CARD_DATES', name: 'lists of two lengths', after: edit('GT_THE_TU', (days) => `${days};${days}`) },
  { code: 'CARD_DATES', name: '31 February', after: put('GT_THE_DEN', '20270231') },
  {
    code: 'CARD_DATES',
    name: 'ended before the visit',
    before: (draft) => {
      const ended = addDays(dayOf(arrived(draft)), -1);
      changeCard(() => ({ to: ended }))(draft);
      draft.head.GT_THE_DEN = ended;
    },
  },
  { code: 'ELIGIBLE', name: 'another name', after: edit('HO_TEN', (name) => `${name} Khác`) },
  {
    code: 'ELIGIBLE',
    name: 'another birth date',
    after: edit('NGAY_SINH', (birth) => `${Number(birth.slice(0, 4)) - 1}01010000`),
  },
  { code: 'ELIGIBLE', name: 'another sex', after: edit('GIOI_TINH', (sex) => (sex === '1' ? '2' : '1')) },
  {
    code: 'ELIGIBLE',
    name: 'withdrawn before',
    before: changeCard((_card, draft) => ({ withdrawnOn: addDays(dayOf(arrived(draft)), -3) })),
  },
  {
    code: 'ELIGIBLE',
    name: 'nobody has the card',
    after: edit('MA_THE_BHYT', (card) => `${card.slice(0, 5)}99${card.slice(7)}`),
  },
];

const sums: readonly Fault[] = [
  {
    code: 'ARITH',
    name: 'a line is billed above quantity times price',
    after: (draft) => {
      const row = any(draft);
      const amount = draft.random.pick([2n, 100n, 50_000n]);
      add(row, 'THANH_TIEN_BV', amount);
      add(row, 'T_BNTT', amount);
      fillTotals(draft);
    },
  },
  {
    code: 'SPLIT',
    name: 'the parts are more than the line',
    after: (draft) => {
      add(any(draft), 'T_BNTT', draft.random.pick([2n, 100n, 10_000n]));
      fillTotals(draft);
    },
  },
  {
    code: 'SPLIT',
    name: 'other sources are not their four parts',
    after: (draft) => add(any(draft), 'T_NGUONKHAC_CL', 100n),
  },
  {
    code: 'TOTALS',
    name: 'a total beyond the tolerance',
    after: ({ head, random }) =>
      add(
        head,
        random.pick(['T_TONGCHI_BV', 'T_TONGCHI_BH', 'T_BHTT', 'T_BNCCT', 'T_THUOC']),
        random.pick([201n, 300n, 100_000n]),
      ),
  },
];

const times: readonly Fault[] = [
  {
    code: 'DATES',
    name: 'paid before discharge',
    after: edit('NGAY_TTOAN', (_time, { head }) => addMinutes(head.NGAY_RA ?? '', -1)),
  },
  {
    code: 'DATES',
    name: 'admitted before arrival',
    after: edit('NGAY_VAO_NOI_TRU', (_time, draft) => addMinutes(arrived(draft), -1)),
  },
  {
    code: 'DATES',
    name: 'ordered before arrival',
    after: (draft) => {
      any(draft).NGAY_YL = addMinutes(arrived(draft), -1);
    },
  },
  {
    code: 'DATES',
    name: 'given before it was ordered',
    after: (draft) => {
      const row = any(draft);
      row.NGAY_TH_YL = addMinutes(row.NGAY_YL ?? '', -1);
    },
  },
  {
    code: 'DATES',
    name: 'a drug after discharge',
    wishes: { care: 'chronic' },
    after: ({ drugs, head }) => {
      const [row] = drugs;
      if (row !== undefined) row.NGAY_YL = addMinutes(head.NGAY_RA ?? '', 1);
    },
  },
];

const others: readonly Fault[] = [
  { code: 'CONTRACT', name: 'ended', wishes: { reasons: ['2'], care: 'exam', facility: '66811', day: '20260401' } },
  { code: 'CONTRACT', name: 'no beds', wishes: { reasons: ['2'], care: 'inpatient', facility: '66810' } },
  { code: 'PERIOD', name: 'a year far ahead', after: put('NAM_QT', '2099') },
  { code: 'PERIOD', name: 'month 13', after: put('THANG_QT', '13') },
  {
    code: 'PERIOD',
    name: 'the month before the discharge',
    after: ({ head }) => {
      const month = addDays(`${(head.NGAY_RA ?? '').slice(0, 6)}01`, -1);
      head.NAM_QT = month.slice(0, 4);
      head.THANG_QT = month.slice(4, 6);
    },
  },
  { code: 'CODES', name: 'a result that there is not', after: put('KET_QUA_DTRI', '9') },
  { code: 'CODES', name: 'a discharge that there is not', after: put('MA_LOAI_RV', '7') },
  { code: 'CODES', name: 'area K4', after: put('MA_KHUVUC', 'K4') },
  { code: 'CODES', name: 'accident 9', after: put('MA_TAI_NAN', '9') },
  {
    code: 'CODES',
    name: 'a group that there is not',
    after: (draft) => {
      any(draft).MA_NHOM = '99';
    },
  },
  {
    code: 'SIGNATURE',
    name: 'no signature',
    wishes: { reasons: ['1.1', '1.3', '2'], care: 'exam', day: '20260105' },
    after: (draft) => {
      draft.isSigned = false;
    },
  },
];

export const RETURNED: readonly Fault[] = [...cards, ...sums, ...times, ...others];
