import type { AppraisalRule } from '@ansinh/contracts/health-insurance/api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { Tx } from '../../kit';
import { RULES } from '../judgement/rules';
import type { Rule } from '../rules/rule';
import { type RuleSetting, settingOn, valuesOf } from '../rules/setting.rules';
import { listSettings } from './setting.store';

export const ruleView = (rule: Rule, settings: readonly RuleSetting[], date: LocalDate): AppraisalRule => {
  const setting = settingOn(settings, rule.code, date);
  const parameters = rule.parameters ?? [];
  const values = valuesOf(parameters, setting);
  return {
    code: rule.code,
    nationalCodes: [...rule.nationalCodes],
    severity: rule.severity,
    source: rule.source,
    from: rule.from,
    to: rule.to,
    enabled: setting?.enabled ?? true,
    parameters: parameters.map((parameter) => ({ ...parameter, value: values[parameter.name] ?? parameter.default })),
    setFrom: setting?.from ?? null,
  };
};

/** Every rule as it is in force for a discharge on a day. */
export const listRules = async (db: Tx['db'], date: LocalDate): Promise<AppraisalRule[]> => {
  const settings = await listSettings(db);
  return RULES.map((rule) => ruleView(rule, settings, date));
};
