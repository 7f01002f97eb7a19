// Faults of the level: it is not that of the card, or the reason of visit does not fit.
import { scaled } from '../../model/exact.ts';
import { linesOf } from '../../model/facts.ts';
import { addService, type Draft, finished } from '../visits/draft.ts';
import { fillParts } from '../visits/settle.ts';
import { at, type Fault } from './fault.ts';

/** All lines by another level than the law gives. */
const atLevel =
  (change: (level: bigint) => bigint) =>
  (draft: Draft): void => {
    const levels = linesOf(finished(draft)).map(({ fields }) => scaled(fields.MUC_HUONG, 2) ?? 0n);
    let at = 0;
    fillParts(draft, () => {
      const level = levels[at] ?? 0n;
      at += 1;
      return change(level);
    });
  };

const EIGHTY = ['GD', 'DN', 'HS'];

/** A dear test lifts the visit above the 15 % rule. */
const makeDear = (draft: Draft): void => {
  addService(draft, '18.0155.0041', at(draft, 42));
};

const levels: readonly Fault[] = [
  {
    code: 'LEVEL',
    name: '100 instead of 80',
    wishes: { reasons: ['1.1', '1.3'], prefix: 'GD' },
    before: makeDear,
    after: atLevel(() => 10_000n),
  },
  {
    code: 'LEVEL',
    name: '95 instead of 80',
    wishes: { reasons: ['1.1', '2'], prefix: 'DN', care: 'inpatient' },
    before: makeDear,
    after: atLevel(() => 9_500n),
  },
  {
    code: 'LEVEL',
    name: 'less than it may ask',
    wishes: { reasons: ['1.1', '2'], prefix: 'HN' },
    after: atLevel(() => 8_000n),
  },
];

const routes: readonly Fault[] = [
  {
    code: 'ROUTE',
    name: 'the claim says that it is registered here',
    wishes: { way: { reason: '1.1', facilities: ['66805', '66807', '66808'], care: ['exam'] } },
    before: (draft) => {
      makeDear(draft);
      draft.head.MA_DKBD = draft.head.MA_CSKCB ?? '';
    },
  },
  {
    code: 'ROUTE',
    name: 'registered elsewhere, central',
    wishes: { way: { reason: '1.1', facilities: ['66808'], care: ['exam', 'inpatient'] } },
    before: makeDear,
  },
  {
    code: 'ROUTE',
    name: 'registered elsewhere, provincial',
    wishes: { way: { reason: '1.1', facilities: ['66807'], care: ['exam', 'inpatient'] } },
    before: makeDear,
  },
  {
    code: 'ROUTE',
    name: 'registered elsewhere, basic of 60 points',
    wishes: { way: { reason: '1.1', facilities: ['66805'], care: ['exam'] } },
    before: makeDear,
  },
  {
    code: 'ROUTE',
    name: '1.2 at a hospital',
    wishes: { way: { reason: '1.2', facilities: ['66803', '66807'], care: ['exam'] } },
    before: makeDear,
  },
  {
    code: 'ROUTE',
    name: '1.12 at 60 points',
    wishes: { way: { reason: '1.12', facilities: ['66805', '66806'], care: ['exam'] } },
    before: makeDear,
  },
  {
    code: 'ROUTE',
    name: '1.13 at 40 points',
    wishes: { way: { reason: '1.13', facilities: ['66803'], care: ['exam'] } },
    before: makeDear,
  },
  {
    code: 'ROUTE',
    name: '1.14 at a former district one',
    wishes: { way: { reason: '1.14', facilities: ['66803'], care: ['exam'] } },
    before: makeDear,
  },
  {
    code: 'ROUTE',
    name: '1.15 as an outpatient',
    wishes: { way: { reason: '1.15', facilities: ['66805'], care: ['exam'] } },
    before: makeDear,
  },
  {
    code: 'ROUTE',
    name: '1.18 at a former central one',
    wishes: { way: { reason: '1.18', facilities: ['66808'], care: ['exam'] } },
    before: makeDear,
  },
  {
    code: 'ROUTE',
    name: '1.11 at a hospital',
    wishes: { way: { reason: '1.11', facilities: ['66805'], care: ['exam'] } },
    before: makeDear,
  },
  {
    code: 'ROUTE',
    name: '3.1 at a former provincial one',
    wishes: { way: { reason: '3.1', facilities: ['66807'], care: ['inpatient'] } },
  },
  {
    code: 'ROUTE',
    name: '3.2 at a former central one',
    wishes: { way: { reason: '3.2', facilities: ['66808'], care: ['inpatient'] } },
    before: makeDear,
  },
  {
    code: 'ROUTE',
    name: '3.3 at a former central one',
    wishes: { way: { reason: '3.3', facilities: ['66808'], care: ['inpatient'] } },
    before: makeDear,
  },
  {
    code: 'ROUTE',
    name: '1.3 from nowhere',
    wishes: { way: { reason: '1.3', facilities: ['66807', '66808'], care: ['exam', 'inpatient'], hasSlip: true } },
  },
  {
    code: 'ROUTE',
    name: '1.3 from itself',
    wishes: { way: { reason: '1.3', facilities: ['66808'], care: ['inpatient'], hasSlip: true, comesFrom: '66808' } },
  },
  {
    code: 'ROUTE',
    name: '1.5 without a slip',
    wishes: { way: { reason: '1.5', facilities: ['66807', '66808'], care: ['exam'] } },
  },
  {
    code: 'ROUTE',
    name: '1.7 of an adult',
    wishes: { way: { reason: '1.7', facilities: ['66807'], care: ['inpatient'], prefixes: EIGHTY } },
  },
  {
    code: 'ROUTE',
    name: '1.16 with any disease',
    wishes: { way: { reason: '1.16', facilities: ['66812', '66805'], care: ['exam'] } },
  },
  {
    code: 'ROUTE',
    name: '1.17 with any disease',
    wishes: { way: { reason: '1.17', facilities: ['66808'], care: ['exam', 'inpatient'] } },
  },
  {
    code: 'ROUTE',
    name: '3.6 of a household',
    wishes: { way: { reason: '3.6', facilities: ['66808'], care: ['inpatient'], prefixes: ['GD'] } },
  },
  ...['7', '7.2', '7.3', '7.4', '10'].map(
    (reason): Fault => ({
      code: 'ROUTE',
      name: `${reason} for an examination`,
      wishes: { way: { reason, facilities: ['66807', '66808'], care: ['exam'] } },
    }),
  ),
];

export const WRONG_LEVEL: readonly Fault[] = [...levels, ...routes];
