import type { Change, Earlier, Finding, Judgement, LineKey, PlainClaim, Registers } from './claim.ts';
import { read } from './claim.ts';
import { hundredths, least, money, plain, sum } from './exact.ts';
import { type Facts, factsOf, type Line, linesOf } from './facts.ts';
import { lawfulLevel } from './level.ts';
import { lawfulParts } from './line.ts';
import { paidReason } from './route.ts';
import { cardFindings } from './rules/cards.ts';
import { codeFindings } from './rules/codes.ts';
import {
  duplicateFindings,
  elsewhereFindings,
  exemptByAccount,
  overlapFindings,
  repeatFindings,
} from './rules/earlier.ts';
import { listFindings } from './rules/lists.ts';
import { openOf } from './rules/open.ts';
import { sumFindings } from './rules/sums.ts';
import { timeFindings } from './rules/times.ts';
import { levelFindings, visitFindings } from './rules/visits.ts';

/** The answer of the law to a claim; `earlier`: what was judged before it, oldest first. */
export const judge = (claim: PlainClaim, registers: Registers, earlier: readonly Earlier[]): Judgement => {
  const facts = factsOf(claim, registers);
  // 4.5: DUP is the first of all checks.
  const duplicates = duplicateFindings(facts, earlier);
  const level = levelsOf(facts, earlier);
  const findings = [
    ...duplicates,
    ...codeFindings(facts),
    ...cardFindings(facts),
    ...sumFindings(facts),
    ...timeFindings(facts),
    ...listFindings(facts),
    ...visitFindings(facts),
    ...levelFindings(facts, level),
    ...overlapFindings(facts, earlier),
    ...repeatFindings(facts),
    ...elsewhereFindings(facts, earlier),
  ];
  const isReturned = findings.some(({ severity }) => severity === 'return');
  const lines = isReturned ? [] : linesOf(claim).map((line) => keyOf(line, level(line), findings));
  return {
    outcome: isReturned ? 'returned' : 'accepted',
    questions: isReturned ? 0 : findings.filter(({ severity }) => severity === 'ask').length,
    findings,
    lines,
    fundPays: money(sum(lines.map(({ T_BHTT }) => hundredths(T_BHTT)))),
    open: openOf(facts, findings),
  };
};

const levelsOf = (facts: Facts, earlier: readonly Earlier[]): ((line: Line) => bigint) => {
  const exemptFrom = exemptByAccount(facts, earlier);
  // What does not fit is paid by the reason that does (4.2); the finding ROUTE says it.
  const reason = paidReason(facts);
  return (line) => lawfulLevel(facts, line, reason, exemptFrom);
};

const isOf =
  (line: Line) =>
  ({ table, row }: Finding): boolean =>
    (table === line.table && row === line.row) || (table === 'XML1' && row === undefined);

const keyOf = (line: Line, level: bigint, findings: readonly Finding[]): LineKey => {
  const changes = findings.filter(isOf(line)).map(({ change }) => change ?? {});
  const change: Change = Object.assign({}, ...changes);
  // NGUON_CTRA: who pays the line; another payer than the fund means nothing from the fund (domain 5.6, XML2 37).
  const isOfAnother = line.table === 'XML2' && read(line.fields, 'NGUON_CTRA') !== '1';
  const isRefused = change.refuse === true;
  const lawful = lawfulParts(line, isRefused || isOfAnother ? 0n : level, change);
  const fund = least(lawful.fund, hundredths(read(line.fields, 'T_BHTT')));
  return {
    table: line.table,
    row: line.row,
    refused: isRefused,
    level: plain(level, 2),
    T_BNTT: money(lawful.self),
    // A hospital may ask less than it may: the rest stays with the patient's part (cases D11).
    T_BNCCT: money(lawful.coPay + lawful.fund - fund),
    T_BHTT: money(fund),
    T_NGUONKHAC: money(lawful.other),
  };
};
