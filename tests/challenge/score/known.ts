// What the platform does not answer as the law says yet, with the sentence of the issue that asks for it. It only gets shorter:
// a class that nothing falls into any more is taken out (the run says so).
import type { Mismatch } from './compare.ts';

export type Known = {
  readonly name: string;
  readonly issue: string;
  /** How the corpus calls the claims. */
  readonly story: RegExp;
  readonly kinds: readonly Mismatch['kind'][];
  /** What the platform says of it. */
  readonly said?: RegExp;
};

const SAME_STAY =
  'The same care is paid once whatever the second file changes (key, month, disease, accents, a few dong)';
const REGISTER = 'The register is believed, not the claim: registered facility';
const REASONS = 'Reasons of visit top-down as the law says: 1.3, 1.5, 1.16, 1.17, 3.3, 3.6, 7.x, 8, 10';
const REFERRAL = 'XML13 in both spellings';
const PAYERS = 'other payers (NGUON_CTRA) never from the fund';
const MONTH = 'settlement month between discharge and the open quarter';

export const NOT_YET_RIGHT: readonly Known[] = [
  {
    name: 'the same stay again, changed',
    issue: SAME_STAY,
    story: /^the same stay again, change [1-9]\d* \(2\)/,
    kinds: ['outcome', 'finding missing'],
  },
  { name: 'a withdrawn request is paid', issue: REASONS, story: /^a request that is withdrawn/, kinds: ['amount'] },
  {
    name: 'the registered facility of the claim is believed',
    issue: REGISTER,
    story: /ROUTE: the claim says that it is registered here/,
    kinds: ['amount', 'finding missing'],
  },
  {
    name: 'a reason that needs a slip, an origin or a collection of drugs',
    issue: REASONS,
    story: /ROUTE: (1\.3 from itself|1\.5 without a slip|[\d.]+ for an examination)/,
    kinds: ['finding missing'],
  },
  {
    name: 'a referral with the names of QD 4750',
    issue: REFERRAL,
    story: /./,
    kinds: ['outcome'],
    said: /XML13\/1\/MA_NOI_DI/,
  },
  {
    name: 'an outpatient visit inside a stay is asked about and paid',
    issue: '4.5 OVERLAP: outpatient inside inpatient stay: refuse',
    story: /^an examination inside a stay \(2\)/,
    kinds: ['amount'],
  },
  {
    name: 'working hours',
    issue: '4.5 DOCTOR: licence of MA_BAC_SI valid, working hours, not in two places at once: ask',
    story: /DOCTOR: outside the hours/,
    kinds: ['finding missing'],
  },
  {
    name: 'who orders, where another one performs, is looked at in one place alone',
    issue: '4.5 DOCTOR: licence of MA_BAC_SI valid, working hours, not in two places at once: ask',
    story: /^a doctor orders at two facilities in a minute \(2\)/,
    kinds: ['finding missing'],
  },
  {
    name: 'paid before the end of a chronic visit',
    issue: '4.5 DATES: NGAY_RA <= NGAY_TTOAN: return',
    story: /DATES: paid before discharge|^a returned claim is mended \(1\)/,
    kinds: ['outcome', 'finding missing'],
  },
  {
    name: 'another ratio than the list has is adjusted',
    issue: '4.5 LIST: PHAM_VI, TYLE_TT_BH match: refuse line',
    story: /LIST: paid whole instead of the half/,
    kinds: ['amount'],
    said: /LIST XML2\/\d+ adjust TYLE_TT_BH/,
  },
  {
    name: 'a wrong T_BNTT is ARITH beside SPLIT',
    issue: '4.5 ARITH (3, 47, 52), SPLIT (41, 45, 49-51, 54-56)',
    story: /SPLIT: the parts are more than the line|^a returned claim is mended/,
    kinds: ['finding too much'],
    said: /^ARITH \S+ return T_BNTT/,
  },
  { name: 'what a project pays', issue: PAYERS, story: /^a drug that a project pays/, kinds: ['amount'] },
  {
    name: 'settled before the discharge',
    issue: MONTH,
    story: /PERIOD: the month before the discharge|^a returned claim is mended/,
    kinds: ['outcome', 'finding missing'],
  },
];

export type Sorted = {
  readonly known: ReadonlyMap<Known, readonly Mismatch[]>;
  readonly others: readonly Mismatch[];
};

export const sortOut = (mismatches: readonly Mismatch[]): Sorted => {
  const classOf = ({ story, kind, said }: Mismatch): Known | undefined =>
    NOT_YET_RIGHT.find(
      (known) => known.kinds.includes(kind) && known.story.test(story) && (known.said?.test(said) ?? true),
    );
  const byClass = Map.groupBy(mismatches, classOf);
  const others = byClass.get(undefined) ?? [];
  return { known: new Map(NOT_YET_RIGHT.map((known) => [known, byClass.get(known) ?? []])), others };
};
