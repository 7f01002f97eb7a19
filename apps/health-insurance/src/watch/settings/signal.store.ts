import { dateColumn, localDateOf } from '@ansinh/database';
import { z } from 'zod';
import type { RuleSetting } from '../../appraisal/rules/setting.rules';
import type { Tx } from '../../kit';

const Parameters = z.record(z.string(), z.int());

/** Every setting of every signal: a few rows. They are read by the same rules as those of the appraisal. */
export const listSettings = async (db: Tx['db']): Promise<RuleSetting[]> => {
  const rows = await db.watchSignalSetting.findMany({ orderBy: [{ signal: 'asc' }, { validFrom: 'asc' }] });
  return rows.map(({ signal, validFrom, enabled, parameters }) => ({
    rule: signal,
    from: localDateOf(validFrom),
    enabled,
    parameters: Parameters.parse(parameters),
  }));
};

/** Sets a signal from a day on; a second setting for the same day replaces the first. */
export const saveSetting = async (tx: Tx, setting: RuleSetting, reason: string): Promise<void> => {
  const { rule: signal, from, enabled, parameters } = setting;
  const values = { enabled, parameters, reason, changedAt: tx.now, changedBy: tx.by.subject };
  const validFrom = dateColumn(from);
  await tx.db.watchSignalSetting.upsert({
    where: { signal_validFrom: { signal, validFrom } },
    create: { signal, validFrom, ...values },
    update: values,
  });
};
