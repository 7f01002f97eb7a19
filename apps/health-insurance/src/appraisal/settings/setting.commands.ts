import { reject } from '@ansinh/contracts/catalogue/problems';
import type { AppraisalRule, AppraisalRuleChange } from '@ansinh/contracts/health-insurance/api';
import type { Tx } from '../../kit';
import { RULES } from '../judgement/rules';
import { requireParameters, settingOf } from '../rules/setting.rules';
import { listSettings, saveSetting } from './setting.store';
import { ruleView } from './setting.views';

/** Switches or sets a rule from a day on. Claims that have their answer keep it. Throws `request.not-found`, `request.invalid`. */
export const changeRule = async (tx: Tx, code: string, change: AppraisalRuleChange): Promise<AppraisalRule> => {
  const rule = RULES.find((each) => each.code === code);
  if (rule === undefined) throw reject('request.not-found', { rule: code.slice(0, 40) });
  requireParameters(rule.parameters ?? [], change);
  const known = await listSettings(tx.db);
  const before = ruleView(rule, known, change.from);
  await saveSetting(tx, settingOf(known, code, change), change.reason);
  const after = ruleView(rule, await listSettings(tx.db), change.from);
  tx.audit({
    action: 'appraisal-rule.change',
    target: `appraisal-rule:${code}`,
    said: change.reason,
    outcome: `${change.enabled ? 'enabled' : 'disabled'} from ${change.from}`,
    before,
    after,
  });
  return after;
};
