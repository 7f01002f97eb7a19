// Domain 4.5 DATES: the order of times in a visit.
import { type Finding, read } from '../claim.ts';
import { type Facts, type Line, linesOf } from '../facts.ts';
import { isTime } from '../times.ts';

const ARTICLE = '4.5 DATES (23, 24)';

export const timeFindings = (facts: Facts): readonly Finding[] => {
  const { head } = facts.claim;
  const order = ['NGAY_VAO', 'NGAY_VAO_NOI_TRU', 'NGAY_RA', 'NGAY_TTOAN']
    .map((name) => read(head, name))
    .filter((time) => time !== '');
  const isHeadWrong = !(isTime(facts.arrived) && isTime(facts.left)) || !isAscending(order.filter(isTime));
  const ofLines = linesOf(facts.claim)
    .filter((line) => isLineWrong(facts, line))
    .map(({ table, row }): Finding => ({ code: 'DATES', severity: 'return', table, row, article: ARTICLE }));
  return isHeadWrong ? [{ code: 'DATES', severity: 'return', table: 'XML1', article: ARTICLE }, ...ofLines] : ofLines;
};

const isAscending = (times: readonly string[]): boolean =>
  times.every((time, at) => at === 0 || (times[at - 1] ?? '') <= time);

const isLineWrong = ({ arrived, left }: Facts, { fields }: Line): boolean => {
  const ordered = read(fields, 'NGAY_YL');
  const later = ['NGAY_TH_YL', 'NGAY_KQ'].map((name) => read(fields, name)).filter((time) => time !== '');
  return (
    !isTime(ordered) || ordered < arrived || ordered > left || later.some((time) => !isTime(time) || time < ordered)
  );
};
