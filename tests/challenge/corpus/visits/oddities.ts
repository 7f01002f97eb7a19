// Sound claims at the edges: both sides of a limit, and what looks wrong and is right.
import { hundredths, money } from '../../model/exact.ts';
import { smallVisitBelow } from '../../model/law.ts';
import { addDays, addMinutes, dayOf } from '../../model/times.ts';
import { addService, type Draft } from './draft.ts';
import { fillParts, fillTotals, settle } from './settle.ts';
import type { Wishes } from './visit.ts';

export type Oddity = { readonly name: string; readonly wishes: Wishes; readonly write: (draft: Draft) => void };

const dayOfDraft = ({ head }: Draft): string => dayOf(head.NGAY_VAO ?? '');

const dear = (draft: Draft): void => {
  addService(draft, '18.0155.0041', addMinutes(draft.head.NGAY_VAO ?? '', 20));
};

/** One service at a price that brings the visit to the limit of 15 % or a dong beside it. */
const atSmallVisit = (beside: bigint) => (draft: Draft) => {
  const price = money(smallVisitBelow(dayOfDraft(draft)) + beside * 100n);
  draft.drugs = [];
  draft.services = [];
  addService(draft, '18.0155.0041', addMinutes(draft.head.NGAY_VAO ?? '', 20), {
    DON_GIA_BV: price,
    DON_GIA_BH: price,
  });
  settle(draft);
};

const EXAM_80: Wishes = { reasons: ['1.1', '1.3', '2'], care: 'exam', prefix: 'GD' };
const STAY_80: Wishes = { reasons: ['1.1'], care: 'inpatient', prefix: 'GD' };

export const ODDITIES: readonly Oddity[] = [
  { name: 'one dong below 15 %', wishes: EXAM_80, write: atSmallVisit(-1n) },
  { name: 'just 15 %', wishes: EXAM_80, write: atSmallVisit(0n) },
  { name: 'one dong above 15 %', wishes: EXAM_80, write: atSmallVisit(1n) },
  {
    name: 'a certificate of exemption',
    wishes: { reasons: ['1.1', '1.3', '2'], prefix: 'GD' },
    write: (draft) => {
      const from = `${dayOfDraft(draft).slice(0, 4)}0101`;
      draft.person = { ...draft.person, exemptFrom: from, fiveYearsOn: from };
      draft.head.NGAY_MIEN_CCT = from;
      draft.head.NAM_NAM_LIEN_TUC = from;
      dear(draft);
      settle(draft);
    },
  },
  {
    name: 'a better card within the stay',
    wishes: STAY_80,
    write: (draft) => {
      const [card] = draft.person.cards;
      if (card === undefined) return;
      const better = { ...card, number: `HN266${draft.person.siNumber}`, from: addDays(dayOfDraft(draft), 1) };
      draft.person = { ...draft.person, cards: [card, better] };
      const both = draft.person.cards;
      draft.head.MA_THE_BHYT = both.map(({ number }) => number).join(';');
      draft.head.MA_DKBD = both.map(({ facility }) => facility).join(';');
      draft.head.GT_THE_TU = both.map(({ from }) => from).join(';');
      draft.head.GT_THE_DEN = both.map(({ to }) => to).join(';');
      dear(draft);
      settle(draft);
    },
  },
  {
    name: 'a card that ends in the stay',
    wishes: STAY_80,
    write: (draft) => {
      const to = dayOfDraft(draft);
      draft.person = { ...draft.person, cards: draft.person.cards.map((card) => ({ ...card, to })) };
      draft.head.GT_THE_DEN = to;
      dear(draft);
      settle(draft);
    },
  },
  {
    name: 'a card that ended more than 15 days before the discharge',
    wishes: STAY_80,
    write: (draft) => {
      const believed = draft.person;
      const to = dayOfDraft(draft);
      const left = addMinutes(draft.head.NGAY_VAO ?? '', 21 * 1_440);
      dear(draft);
      addService(draft, '18.0155.0041', addMinutes(left, -600));
      Object.assign(draft.head, {
        GT_THE_DEN: to,
        NGAY_RA: left,
        NGAY_TTOAN: left,
        SO_NGAY_DTRI: '22',
        NAM_QT: left.slice(0, 4),
        THANG_QT: left.slice(4, 6),
      });
      draft.person = { ...believed, cards: believed.cards.map((card) => ({ ...card, to })) };
      settle(draft, believed);
    },
  },
  {
    name: 'a total two dong beside the sum',
    wishes: {},
    write: (draft) => {
      settle(draft);
      draft.head.T_TONGCHI_BV = money(hundredths(draft.head.T_TONGCHI_BV) + 200n);
    },
  },
  {
    name: 'a line one hundredth beside the product',
    wishes: {},
    write: (draft) => {
      settle(draft);
      const row = draft.random.pick([...draft.drugs, ...draft.services]);
      for (const name of ['THANH_TIEN_BV', 'T_BNTT']) row[name] = money(hundredths(row[name]) + 1n);
      fillTotals(draft);
    },
  },
  {
    name: 'the last day of a contract',
    wishes: { way: { reason: '2', facilities: ['66811'], care: ['exam'] }, day: '20260331' },
    write: (draft) => settle(draft),
  },
  {
    name: 'a request that is withdrawn, and asked all the same',
    wishes: { reasons: ['8'] },
    write: (draft) => {
      settle(draft);
      fillParts(draft, () => 8_000n);
    },
  },
  {
    name: 'a drug that a project pays, asked of the fund',
    wishes: { care: 'chronic', reasons: ['1.1', '1.3'] },
    write: (draft) => {
      for (const row of draft.drugs.slice(0, 1)) row.NGUON_CTRA = '2';
      settle(draft);
    },
  },
];
