import { parseArgs } from 'node:util';

const LIMITS = { rate: 2_000, seconds: 600 };

export const readOptions = (args: readonly string[]): { readonly rate: number; readonly seconds: number } => {
  const { values } = parseArgs({
    args: [...args],
    options: { rate: { type: 'string', default: '150' }, seconds: { type: 'string', default: '60' } },
  });
  const plan = { rate: Number(values.rate), seconds: Number(values.seconds) };
  if (!(plan.rate > 0 && plan.rate <= LIMITS.rate && plan.seconds >= 1 && plan.seconds <= LIMITS.seconds))
    throw new Error(`--rate is 1 to ${LIMITS.rate} claims a second, --seconds 1 to ${LIMITS.seconds}`);
  return plan;
};
