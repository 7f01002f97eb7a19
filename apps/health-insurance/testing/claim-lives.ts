import type { ClaimStatus } from '@ansinh/contracts/health-insurance/api';
import { hundredths } from '@ansinh/contracts/vocabulary/money';
import { newId } from '@ansinh/database';
import fc from 'fast-check';
import type { ClaimLife } from '../src/claim/claim.rules';

/** What every claim of these lives asks of the fund, hundredths of a dong. */
export const CLAIMED = hundredths(1_000n);

const STATUSES: readonly ClaimStatus[] = ['received', 'accepted', 'returned', 'settled', 'paid'];
const fundPays = fc.bigInt({ min: 0n, max: CLAIMED }).map(hundredths);

/** Claims in any state that a claim can be in; settled and paid ones belong to one of the settlements. */
export const anyLife = (settlementIds: readonly string[]): fc.Arbitrary<ClaimLife> =>
  fc
    .record({
      status: fc.constantFrom(...STATUSES),
      version: fc.integer({ min: 1, max: 3 }),
      events: fc.integer({ min: 0, max: 3 }),
      fundPays,
      openQuestions: fc.integer({ min: 0, max: 2 }),
      settlementId: fc.constantFrom(...settlementIds),
    })
    .map(({ status, version, events, ...any }) => ({
      claimId: newId(),
      version,
      aggregateVersion: version + events,
      status,
      fundPays: status === 'received' ? null : any.fundPays,
      openQuestions: status === 'accepted' ? any.openQuestions : 0,
      settlementId: status === 'settled' || status === 'paid' ? any.settlementId : null,
    }));

const FINDING = { rule: 'TEST', message: 'a test', messageVi: 'thử', source: 'test' };

/** Answers of the appraisal. */
export const anyAnswer = fc.record({
  outcome: fc.constantFrom('accepted' as const, 'returned' as const),
  fundPays,
  findings: fc.array(
    fc.constantFrom('ask' as const, 'warn' as const, 'adjust' as const).map((severity) => ({ ...FINDING, severity })),
    { maxLength: 3 },
  ),
});
