import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { settingOn, valuesOf } from '../settings/setting.rules';
import { CARD_DATES } from './card/card-dates.rule';
import { CARD_FORMAT } from './card/card-format.rule';
import { ELIGIBLE } from './card/eligible.rule';
import { BED_DAYS } from './care/bed-days.rule';
import { CAP } from './care/cap.rule';
import { EXAM } from './care/exam.rule';
import { QTY } from './care/quantity.rule';
import { SEX_AGE } from './care/sex-age.rule';
import { WITHOUT } from './care/without.rule';
import { DOCTOR } from './catalogue/doctor.rule';
import { LIST } from './catalogue/list.rule';
import { MACHINE } from './catalogue/machine.rule';
import { PRICE } from './catalogue/price.rule';
import { CODES } from './claim/codes.rule';
import { CONTRACT } from './claim/contract.rule';
import { DATES } from './claim/dates.rule';
import { DUP } from './claim/duplicate.rule';
import { OVERLAP } from './claim/overlap.rule';
import { PERIOD } from './claim/period.rule';
import { SIGNATURE } from './claim/signature.rule';
import { LEVEL } from './level/level.rule';
import { ROUTE } from './level/route.rule';
import { ARITH } from './money/arith.rule';
import { SPLIT } from './money/split.rule';
import { TOTALS } from './money/totals.rule';
import type { AppraisalContext, ParameterValues, Rule } from './rule';

/** Every rule, in the order in which its findings are told. */
export const RULES: readonly Rule[] = [
  ...[SIGNATURE, DUP, CONTRACT, PERIOD, CODES, CARD_FORMAT, CARD_DATES, ELIGIBLE, DATES],
  ...[ARITH, SPLIT, TOTALS],
  ...[ROUTE, LEVEL],
  ...[OVERLAP, LIST, PRICE, WITHOUT, BED_DAYS, EXAM, CAP],
  ...[QTY, SEX_AGE, DOCTOR, MACHINE],
];

export type RuleInForce = { readonly rule: Rule; readonly parameters: ParameterValues };

/** The rules that hold for a discharge on this day and are not switched off, with their parameters. */
export const rulesInForce = (date: LocalDate, settings: AppraisalContext['settings']): readonly RuleInForce[] =>
  RULES.filter(({ from, to }) => from <= date && (to === null || date <= to)).flatMap((rule) => {
    const setting = settingOn(settings, rule.code, date);
    return setting?.enabled === false ? [] : [{ rule, parameters: valuesOf(rule.parameters ?? [], setting) }];
  });
