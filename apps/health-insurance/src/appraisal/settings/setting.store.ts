import { dateColumn, localDateOf } from '@ansinh/database';
import { z } from 'zod';
import type { Tx } from '../../kit';
import type { RuleSetting } from '../rules/setting.rules';

const Parameters = z.record(z.string(), z.int());

/** Every setting of every rule: a few rows, read with each appraisal so that a change counts from the next claim on. */
export const listSettings = async (db: Tx['db']): Promise<RuleSetting[]> => {
  const rows = await db.appraisalRuleSetting.findMany({ orderBy: [{ rule: 'asc' }, { validFrom: 'asc' }] });
  return rows.map(({ rule, validFrom, enabled, parameters }) => ({
    rule,
    from: localDateOf(validFrom),
    enabled,
    parameters: Parameters.parse(parameters),
  }));
};

/** Sets a rule from a day on; a second setting for the same day replaces the first. */
export const saveSetting = async (tx: Tx, setting: RuleSetting, reason: string): Promise<void> => {
  const { rule, from, enabled, parameters } = setting;
  const values = { enabled, parameters, reason, changedAt: tx.now, changedBy: tx.by.subject };
  const validFrom = dateColumn(from);
  await tx.db.appraisalRuleSetting.upsert({
    where: { rule_validFrom: { rule, validFrom } },
    create: { rule, validFrom, ...values },
    update: values,
  });
};
