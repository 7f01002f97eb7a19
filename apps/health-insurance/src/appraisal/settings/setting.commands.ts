import { reject } from '@ansinh/contracts/catalogue/problems';
import type { AppraisalRule, AppraisalRuleChange } from '@ansinh/contracts/health-insurance/api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { tenantText } from '@ansinh/contracts/wire/permissions';
import { writeAudit } from '@ansinh/database';
import { currentTraceId } from '@ansinh/telemetry';
import type { Tx } from '../../kit';
import type { Rule } from '../rules/rule';
import { RULES } from '../rules/rules';
import { type RuleSetting, requireParameters, settingOn, valuesOf } from './setting.rules';
import { listSettings, saveSetting } from './setting.store';

const describe = (rule: Rule, settings: readonly RuleSetting[], date: LocalDate): AppraisalRule => {
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
  return RULES.map((rule) => describe(rule, settings, date));
};

/** Switches or sets a rule from a day on. Claims that have their answer keep it. Throws `request.not-found`, `request.invalid`. */
export const changeRule = async (tx: Tx, code: string, change: AppraisalRuleChange): Promise<AppraisalRule> => {
  const rule = RULES.find((each) => each.code === code);
  if (rule === undefined) throw reject('request.not-found', { rule: code.slice(0, 40) });
  requireParameters(rule.parameters ?? [], change);
  await saveSetting(tx, code, change);
  await writeAudit(tx.db, {
    subject: tx.by.subject,
    tenant: tenantText(tx.by.tenant),
    action: 'appraisal-rule.change',
    target: `appraisal-rule:${code}@${change.from}`,
    traceId: currentTraceId(),
    reason: change.reason,
    outcome: change.enabled ? 'enabled' : 'disabled',
  });
  return describe(rule, await listSettings(tx.db), change.from);
};
