import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { isInForce } from '@ansinh/contracts/vocabulary/law/dated';
import { CARD_DATES } from '../rules/card/card-dates.rule';
import { CARD_FORMAT } from '../rules/card/card-format.rule';
import { ELIGIBLE } from '../rules/card/eligible.rule';
import { BED_DAYS } from '../rules/care/bed-days.rule';
import { CAP } from '../rules/care/cap.rule';
import { EXAM } from '../rules/care/exam.rule';
import { QTY } from '../rules/care/quantity.rule';
import { SEX_AGE } from '../rules/care/sex-age.rule';
import { WITHOUT } from '../rules/care/without.rule';
import { DOCTOR } from '../rules/catalogue/doctor.rule';
import { LIST } from '../rules/catalogue/list.rule';
import { MACHINE } from '../rules/catalogue/machine.rule';
import { PRICE } from '../rules/catalogue/price.rule';
import { CODES } from '../rules/claim/codes.rule';
import { CONTRACT } from '../rules/claim/contract.rule';
import { DATES } from '../rules/claim/dates.rule';
import { DUP } from '../rules/claim/duplicate.rule';
import { OVERLAP } from '../rules/claim/overlap.rule';
import { PERIOD } from '../rules/claim/period.rule';
import { SIGNATURE } from '../rules/claim/signature.rule';
import { LEVEL } from '../rules/level/level.rule';
import { ROUTE } from '../rules/level/route.rule';
import { ARITH } from '../rules/money/arith.rule';
import { PAYER } from '../rules/money/payer.rule';
import { SPLIT } from '../rules/money/split.rule';
import { TOTALS } from '../rules/money/totals.rule';
import type { AppraisalContext, ParameterValues, Rule } from '../rules/rule';
import { settingOn, valuesOf } from '../rules/setting.rules';

/** Every rule, in the order in which its findings are told. */
export const RULES: readonly Rule[] = [
  ...[SIGNATURE, DUP, CONTRACT, PERIOD, CODES, CARD_FORMAT, CARD_DATES, ELIGIBLE, DATES],
  ...[ARITH, SPLIT, TOTALS, PAYER],
  ...[ROUTE, LEVEL],
  ...[OVERLAP, LIST, PRICE, WITHOUT, BED_DAYS, EXAM, CAP],
  ...[QTY, SEX_AGE, DOCTOR, MACHINE],
];

export type RuleInForce = { readonly rule: Rule; readonly parameters: ParameterValues };

/** The rules that hold for a discharge on this day and are not switched off, with their parameters. */
export const rulesInForce = (date: LocalDate, settings: AppraisalContext['settings']): readonly RuleInForce[] =>
  RULES.filter((rule) => isInForce(rule, date)).flatMap((rule) => {
    const setting = settingOn(settings, rule.code, date);
    return setting?.enabled === false ? [] : [{ rule, parameters: valuesOf(rule.parameters ?? [], setting) }];
  });
