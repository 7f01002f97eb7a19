import type { ClaimSummary, SummaryCheck, SummaryFigures } from '@ansinh/contracts/health-insurance/settlements.api';
import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { type Hundredths, hundredths, hundredthsText, minus, plus, sumOf } from '@ansinh/contracts/vocabulary/money';
import { careTypeOf, PART_NAMES, type SummaryPart } from '../../claim/care-types/care-types';

/** Sums of the claims of one month and kind of care; amounts in hundredths of a dong. */
export type SummarySums = {
  readonly claims: bigint;
  /** Claims whose own columns differ by more than the tolerance. */
  readonly apart: bigint;
  readonly totalHospital: Hundredths;
  readonly inScope: Hundredths;
  readonly fundClaimed: Hundredths;
  readonly coPayment: Hundredths;
  readonly otherSources: Hundredths;
  readonly selfPaid: Hundredths;
  readonly fundPays: Hundredths;
  readonly refused: Hundredths;
  readonly adjusted: Hundredths;
  readonly waiting: Hundredths;
  readonly settled: Hundredths;
};

export type SummaryRow = SummarySums & { readonly month: YearMonth; readonly careType: string };

type AmountColumn = Exclude<keyof SummarySums, 'claims' | 'apart'>;

export const addUp = (rows: readonly SummarySums[]): SummarySums => {
  const total = (column: AmountColumn): Hundredths => sumOf(rows.map((row) => row[column]));
  return {
    claims: sumOf(rows.map(({ claims }) => claims)),
    apart: sumOf(rows.map(({ apart }) => apart)),
    totalHospital: total('totalHospital'),
    inScope: total('inScope'),
    fundClaimed: total('fundClaimed'),
    coPayment: total('coPayment'),
    otherSources: total('otherSources'),
    selfPaid: total('selfPaid'),
    fundPays: total('fundPays'),
    refused: total('refused'),
    adjusted: total('adjusted'),
    waiting: total('waiting'),
    settled: total('settled'),
  };
};

const figuresOf = (rows: readonly SummarySums[]): SummaryFigures => {
  const sums = addUp(rows);
  return {
    claims: Number(sums.claims),
    totalHospital: hundredthsText(sums.totalHospital),
    inScope: hundredthsText(sums.inScope),
    insured: hundredthsText(plus(sums.fundClaimed, sums.coPayment)),
    fundClaimed: hundredthsText(sums.fundClaimed),
    coPayment: hundredthsText(sums.coPayment),
    otherSources: hundredthsText(sums.otherSources),
    selfPaid: hundredthsText(sums.selfPaid),
    fundPays: hundredthsText(sums.fundPays),
    refused: hundredthsText(sums.refused),
    adjusted: hundredthsText(sums.adjusted),
    waiting: hundredthsText(sums.waiting),
    settled: hundredthsText(sums.settled),
  };
};

/** A sum over n bills may be 2 dong apart for each of them: hospitals round every line by itself. */
export const TOLERANCE = hundredths(200n);

const checksOf = (sums: SummarySums): SummaryCheck[] => {
  const insured = plus(sums.fundClaimed, sums.coPayment);
  const tolerance = TOLERANCE * sums.claims;
  const total = minus(sums.totalHospital, plus(insured, sums.otherSources, sums.selfPaid));
  const scope = minus(sums.inScope, insured);
  return [
    {
      code: 'total',
      text: '2 = 3 + 6 + 7',
      holds: total <= tolerance && total >= -tolerance,
      difference: hundredthsText(total),
    },
    { code: 'in-scope', text: 'T_TONGCHI_BH >= 3', holds: scope >= -tolerance, difference: hundredthsText(scope) },
  ];
};

const PARTS: readonly SummaryPart[] = ['I', 'II', 'III', 'IV', 'other'];

type Grouped = Pick<ClaimSummary, 'groups' | 'total' | 'months' | 'checks' | 'claimsApart'>;

/** The form from the sums of each month and kind of care: every part of it stands there, also with nothing in it. */
export const groupSummary = (rows: readonly SummaryRow[], months: readonly YearMonth[]): Grouped => {
  const total = addUp(rows);
  const codes = [...new Set(rows.map(({ careType }) => careType))].sort();
  return {
    groups: PARTS.map((part) => {
      const inPart = codes.filter((code) => careTypeOf(code).part === part);
      return {
        group: part,
        nameVi: PART_NAMES[part],
        figures: figuresOf(rows.filter(({ careType }) => inPart.includes(careType))),
        careTypes: inPart.map((code) => ({
          code,
          nameVi: careTypeOf(code).nameVi,
          figures: figuresOf(rows.filter(({ careType }) => careType === code)),
        })),
      };
    }),
    total: figuresOf(rows),
    months: months.map((month) => ({ month, figures: figuresOf(rows.filter((row) => row.month === month)) })),
    checks: checksOf(total),
    claimsApart: Number(total.apart),
  };
};
