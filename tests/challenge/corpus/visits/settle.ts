// What a hospital writes once the visit is over: amounts, levels and totals by the reason and the cards that it believes in.
import type { Person, Registers } from '../../model/claim.ts';
import { hundredths, money, plain } from '../../model/exact.ts';
import { type Facts, factsOf, type Line, linesOf } from '../../model/facts.ts';
import { lawfulLevel } from '../../model/level.ts';
import { billedOf, inScopeOf, split } from '../../model/line.ts';
import { totalsOf } from '../../model/rules/sums.ts';
import { registersOf } from '../registers/registers.ts';
import { type Draft, finished, type Row } from './draft.ts';

const rowsOf = ({ drugs, services }: Draft): readonly Row[] => [...drugs, ...services];

const OTHERS = ['T_NGUONKHAC_NSNN', 'T_NGUONKHAC_VTNN', 'T_NGUONKHAC_VTTN', 'T_NGUONKHAC_CL'];

/** BV, BH and other sources of each row. */
export const fillAmounts = (draft: Draft): void => {
  const rows = rowsOf(draft);
  linesOf(finished(draft)).forEach((line, at) => {
    const row = rows[at] ?? {};
    row.THANH_TIEN_BV = money(billedOf(line));
    row.THANH_TIEN_BH = money(inScopeOf(line));
    row.T_NGUONKHAC = money(OTHERS.reduce((sum, name) => sum + hundredths(row[name]), 0n));
  });
};

/** The split of each row by a level, and what follows from it in XML1. */
export const fillParts = (draft: Draft, levelOf: (line: Line) => bigint): void => {
  const rows = rowsOf(draft);
  linesOf(finished(draft)).forEach((line, at) => {
    const row = rows[at] ?? {};
    const level = levelOf(line);
    const parts = split(
      hundredths(row.THANH_TIEN_BV),
      hundredths(row.THANH_TIEN_BH),
      level,
      hundredths(row.T_NGUONKHAC),
    );
    row.MUC_HUONG = plain(level, 2);
    row.T_BNTT = money(parts.self);
    row.T_BNCCT = money(parts.coPay);
    row.T_BHTT = money(parts.fund);
  });
  fillTotals(draft);
};

export const fillTotals = (draft: Draft): void => {
  for (const [name, value] of Object.entries(totalsOf(linesOf(finished(draft))))) draft.head[name] = money(value);
  draft.head.T_BHTT_GDV = draft.head.T_BHTT ?? '0';
};

/** The registers as the hospital takes them: its patient is the one it thinks. */
const believed = (person: Person): Registers => ({ ...registersOf([person]), person: () => person });

export const settle = (draft: Draft, believedPerson: Person = draft.person, exemptFrom?: string): void => {
  fillAmounts(draft);
  const claim = finished(draft);
  const facts: Facts = factsOf(claim, believed(believedPerson));
  fillParts(draft, (line) => lawfulLevel(facts, line, facts.reason, exemptFrom));
};
