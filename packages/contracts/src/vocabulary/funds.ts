// What the law sorts contributions by: the funds, and the zones of the regional minimum wage.
import { z } from 'zod';

/** Which funds a participation pays into: all for an ordinary contract. */
export const FundName = z.enum(['retirement', 'sickness-maternity', 'accident', 'unemployment', 'health']);
export type FundName = z.infer<typeof FundName>;

export const WageZone = z.enum(['I', 'II', 'III', 'IV']);
export type WageZone = z.infer<typeof WageZone>;
