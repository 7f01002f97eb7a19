import type { Holiday } from '@ansinh/contracts/health-insurance/settlements.api';
import { dateColumn } from '@ansinh/database';
import type { Tx } from '../../kit';

export const saveHoliday = async (tx: Tx, holiday: Holiday): Promise<void> => {
  const row = { ...holiday, day: dateColumn(holiday.day) };
  await tx.db.holiday.upsert({ where: { day: row.day }, create: row, update: row });
};
