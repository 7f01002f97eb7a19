// Domain 1.5, 3.2, 4.3 and 4.5: the card, and whose it is.
import { type Card, type Finding, listed, read } from '../claim.ts';
import { type Facts, goodCards, linesOf } from '../facts.ts';
import { isCardStart, PROVINCES } from '../law.ts';
import { dayOf, isDay } from '../times.ts';

export const cardFindings = (facts: Facts): readonly Finding[] => [
  ...format(facts),
  ...dates(facts),
  ...eligibility(facts),
];

const CARD = /^[A-Z]{2}[1-5]\d{12}$/;

const isCard = (number: string): boolean =>
  CARD.test(number) && isCardStart(number.slice(0, 2), number.charAt(2)) && PROVINCES.has(number.slice(3, 5));

/** 8, 17 */
const format = ({ claim }: Facts): readonly Finding[] => {
  const numbers = listed(read(claim.head, 'MA_THE_BHYT'));
  if (numbers.length > 0 && numbers.every(isCard)) return [];
  return [{ code: 'CARD_FORMAT', severity: 'return', table: 'XML1', article: '4.5 CARD_FORMAT (8, 17), 1.5, 3.2' }];
};

const ARTICLE = '4.5 CARD_DATES (18, 19, 20), 4.3 card that ends in a stay';

/** 18, 19, 20: lists of one length, real days, and cover on arrival; what comes after the grace is cut. */
const dates = (facts: Facts): readonly Finding[] => {
  const { head } = facts.claim;
  const cards = listed(read(head, 'MA_THE_BHYT'));
  const others = ['MA_DKBD', 'GT_THE_TU', 'GT_THE_DEN'].map((name) => listed(read(head, name)));
  const [, from = [], to = []] = others;
  const areLists = others.every(({ length }) => length === cards.length);
  const areDays = [...from, ...to].every(isDay);
  const arrived = dayOf(facts.arrived);
  const isCovered = from.some((first, at) => first <= arrived && arrived <= (to[at] ?? ''));
  if (!(areLists && areDays && isCovered))
    return [{ code: 'CARD_DATES', severity: 'return', table: 'XML1', article: ARTICLE }];
  const isCut = facts.cards.length > 0 && goodCards(facts, arrived).length > 0 && hasLineAfterGrace(facts);
  return isCut ? [{ code: 'CARD_DATES', severity: 'refuse', table: 'XML1', article: ARTICLE, change: {} }] : [];
};

const hasLineAfterGrace = (facts: Facts): boolean =>
  linesOf(facts.claim).some(({ fields }) => goodCards(facts, dayOf(read(fields, 'NGAY_YL'))).length === 0);

/** Names are compared without accents, case and spaces between (readings 46): the same letters are the same name. */
const plainName = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .toLocaleUpperCase('vi')
    .replaceAll(/\s+/g, ' ')
    .trim();

const eligibility = (facts: Facts): readonly Finding[] => {
  const { head } = facts.claim;
  const { person, registers } = facts;
  const numbers = listed(read(head, 'MA_THE_BHYT'));
  const owners = new Set(numbers.map((number) => registers.person(number.slice(5))?.siNumber));
  const isKnown = person !== undefined && owners.size === 1 && numbers.every((number) => isOf(person.cards, number));
  const isSame =
    plainName(person?.name ?? '') === plainName(read(head, 'HO_TEN')) &&
    person?.birth.slice(0, 8) === read(head, 'NGAY_SINH').slice(0, 8) &&
    person.sex === read(head, 'GIOI_TINH');
  const isActive = goodCards(facts, dayOf(facts.arrived)).length > 0 && !isWithdrawnInside(facts);
  if (isKnown && isSame && isActive) return [];
  return [{ code: 'ELIGIBLE', severity: 'return', table: 'XML1', article: '4.5 ELIGIBLE' }];
};

const isOf = (cards: readonly Card[], number: string): boolean => cards.some((card) => card.number === number);

/** Active on each day, not withdrawn. */
const isWithdrawnInside = ({ cards, left }: Facts): boolean =>
  cards.some(({ withdrawnOn }) => withdrawnOn !== undefined && withdrawnOn <= dayOf(left));
