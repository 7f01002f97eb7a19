// Two claims of one person that only make sense together: the second is judged with the first before it.

import type { Person } from '../model/claim.ts';
import { addDays, addMinutes, dayOf } from '../model/times.ts';
import { RETURNED } from './faults/returned.ts';
import { visitingDoctor } from './registers/facilities.ts';
import { addService, type Draft } from './visits/draft.ts';
import { settle } from './visits/settle.ts';
import { makeVisit, type Place } from './visits/visit.ts';

export type Pair = {
  readonly name: string;
  /** What the law names the second by, if it is wrong; and the first. */
  readonly codes: readonly [readonly string[], readonly string[]];
  readonly write: (first: Place, second: Place) => readonly [Draft, Draft];
};

const asOf = (draft: Draft, person: Person): Draft => {
  const { cards, name, personalId, birth, sex } = person;
  Object.assign(draft.head, {
    HO_TEN: name,
    SO_CCCD: personalId,
    NGAY_SINH: birth,
    GIOI_TINH: sex,
    MA_THE_BHYT: cards[0]?.number ?? '',
    MA_DKBD: cards[0]?.facility ?? '',
    GT_THE_TU: cards[0]?.from ?? '',
    GT_THE_DEN: cards[0]?.to ?? '',
  });
  draft.person = person;
  return draft;
};

const stay = (place: Place): Draft => makeVisit(place, { care: 'inpatient', reasons: ['1.1', '1.3'] });
const emergency = (place: Place, care: 'exam' | 'inpatient', day: string): Draft =>
  makeVisit(place, { way: { reason: '2', facilities: ['66804'], care: [care] }, day });

const dayOfPair = ({ number }: Place): string => addDays('20250801', (number * 7) % 400);

const examAt = (place: Place, facility: string, day: string): Draft =>
  makeVisit(place, { way: { reason: '2', facilities: [facility], care: ['exam'] }, day });

/** The visit has the times of another one, and its lines come after what that one is about. */
const moveTo = ({ head, drugs, services }: Draft, to: Draft['head']): void => {
  for (const name of ['NGAY_VAO', 'NGAY_RA', 'NGAY_TTOAN']) head[name] = to[name] ?? '';
  for (const row of [...drugs, ...services])
    for (const name of ['NGAY_YL', 'NGAY_TH_YL', 'NGAY_KQ'])
      if (row[name]) row[name] = addMinutes(head.NGAY_VAO ?? '', 45);
};

/** He orders what another one performs, or examines himself: that comes before all else. */
const giveDoctor = (draft: Draft, what: 'orders' | 'examines', licence: string): void => {
  const at = addMinutes(draft.head.NGAY_VAO ?? '', what === 'examines' ? 5 : 30);
  const row =
    what === 'orders' ? addService(draft, '17.0011.0237', at) : draft.services.find(({ MA_NHOM }) => MA_NHOM === '13');
  if (row !== undefined) Object.assign(row, { MA_BAC_SI: licence, NGAY_YL: at });
};

const CHANGES: readonly ((draft: Draft) => void)[] = [
  () => {},
  ({ head }) => {
    const next = addDays(`${(head.NGAY_RA ?? '').slice(0, 6)}28`, 5);
    head.NAM_QT = next.slice(0, 4);
    head.THANG_QT = next.slice(4, 6);
  },
  ({ head }) => {
    head.MA_BENH_CHINH = 'R10';
  },
  ({ head }) => {
    head.HO_TEN = (head.HO_TEN ?? '').toLocaleUpperCase('vi');
  },
  ({ head }) => {
    head.HO_TEN = (head.HO_TEN ?? '').normalize('NFD');
  },
  ({ head }) => {
    head.HO_TEN = (head.HO_TEN ?? '')
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .replaceAll('đ', 'd')
      .replaceAll('Đ', 'D');
  },
  (draft) => {
    const [row] = draft.services;
    if (row === undefined) return;
    for (const name of ['DON_GIA_BV', 'DON_GIA_BH']) row[name] = `${Number(row[name]) - 3}`;
  },
];

const copyOf = (draft: Draft, place: Place): Draft => {
  const key = `TT${place.seed}.${place.number}`;
  const rows = (of: Draft['drugs']) => of.map((row) => ({ ...row, MA_LK: key }));
  return {
    ...draft,
    head: { ...draft.head, MA_LK: key },
    drugs: rows(draft.drugs),
    services: rows(draft.services),
  };
};

/** Faults of the file alone, so that the mended file is the sound one. */
const SURFACE = RETURNED.filter(
  ({ before, wishes, code }) =>
    before === undefined && wishes === undefined && !['CARD_FORMAT', 'ELIGIBLE'].includes(code),
);

export const PAIRS: readonly Pair[] = [
  ...CHANGES.map(
    (change, at): Pair => ({
      name: `the same stay again, change ${at}`,
      codes: [[], ['DUP']],
      write: (first, second) => {
        const draft = makeVisit(first, { reasons: ['1.1', '1.3', '2'] });
        settle(draft);
        const again = copyOf(draft, second);
        change(again);
        settle(again);
        return [draft, again];
      },
    }),
  ),
  {
    name: 'two stays at once',
    codes: [[], ['OVERLAP']],
    write: (first, second) => {
      const draft = stay(first);
      settle(draft);
      const other = asOf(emergency(second, 'inpatient', addDays(dayOf(draft.head.NGAY_VAO ?? ''), 1)), draft.person);
      settle(other);
      return [draft, other];
    },
  },
  {
    name: 'an examination inside a stay',
    codes: [[], ['OVERLAP']],
    write: (first, second) => {
      const draft = stay(first);
      settle(draft);
      const other = asOf(emergency(second, 'exam', addDays(dayOf(draft.head.NGAY_VAO ?? ''), 1)), draft.person);
      settle(other);
      return [draft, other];
    },
  },
  ...(['orders', 'examines'] as const).map(
    (what): Pair => ({
      name: `a doctor ${what} at two facilities in a minute`,
      codes: [[], ['DOCTOR']],
      write: (first, second) => {
        const day = dayOfPair(first);
        const [draft, other] = [examAt(first, '66804', day), examAt(second, '66805', day)];
        moveTo(other, draft.head);
        for (const each of [draft, other]) {
          giveDoctor(each, what, visitingDoctor(first.number >> 1));
          settle(each);
        }
        return [draft, other];
      },
    }),
  ),
  {
    name: 'a visit after the stay',
    codes: [[], []],
    write: (first, second) => {
      const draft = stay(first);
      settle(draft);
      const other = asOf(emergency(second, 'exam', addDays(dayOf(draft.head.NGAY_RA ?? ''), 1)), draft.person);
      settle(other);
      return [draft, other];
    },
  },
  {
    name: 'a returned claim is mended',
    codes: [['*'], []],
    write: (first, second) => {
      const draft = makeVisit(first, { reasons: ['1.1', '1.3'] });
      settle(draft);
      const mended = { ...copyOf(draft, second), head: { ...draft.head } };
      for (const row of [...mended.drugs, ...mended.services]) row.MA_LK = draft.head.MA_LK ?? '';
      draft.random.pick(SURFACE).after?.(draft);
      return [draft, mended];
    },
  },
  ...[true, false].map(
    (hasFiveYears): Pair => ({
      name: `co-payments above six base salaries, ${hasFiveYears ? 'with' : 'without'} five years`,
      codes: [[], []],
      write: (first, second) => {
        const day = addDays('20260110', first.number % 140);
        const draft = makeVisit(first, { care: 'inpatient', reasons: ['1.1'], prefix: 'GD', day });
        const from = '20251201';
        if (hasFiveYears) {
          draft.person = { ...draft.person, fiveYearsOn: from };
          draft.head.NAM_NAM_LIEN_TUC = from;
        }
        addService(draft, '10.0149.0384', addMinutes(draft.head.NGAY_VAO ?? '', 25));
        settle(draft);
        const later = addDays(dayOf(draft.head.NGAY_RA ?? ''), 40 + (first.number % 50));
        const next = asOf(emergency(second, 'exam', later), draft.person);
        if (hasFiveYears) next.head.NAM_NAM_LIEN_TUC = from;
        addService(next, '18.0155.0041', addMinutes(next.head.NGAY_VAO ?? '', 42));
        settle(next, draft.person, hasFiveYears ? later : undefined);
        return [draft, next];
      },
    }),
  ),
];
