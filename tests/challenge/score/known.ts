// What the platform does not answer as the law says yet, with the sentence of the issue that asks for it. It only gets shorter:
// a class that nothing falls into any more is taken out (the run says so).
import type { Mismatch } from './compare.ts';

export type Known = {
  readonly name: string;
  readonly issue: string;
  /** How the corpus calls the claims. */
  readonly story: RegExp;
  readonly kinds: readonly Mismatch['kind'][];
};

const SAME_STAY =
  'The same care is paid once whatever the second file changes (key, month, disease, accents, a few dong)';
const REGISTER = 'The register is believed, not the claim: registered facility';
const REASONS = 'Reasons of visit top-down as the law says: 1.3, 1.5, 1.16, 1.17, 3.3, 3.6, 7.x, 8, 10';
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
  const classOf = ({ story, kind }: Mismatch): Known | undefined =>
    NOT_YET_RIGHT.find((known) => known.kinds.includes(kind) && known.story.test(story));
  const byClass = Map.groupBy(mismatches, classOf);
  const others = byClass.get(undefined) ?? [];
  return { known: new Map(NOT_YET_RIGHT.map((known) => [known, byClass.get(known) ?? []])), others };
};
