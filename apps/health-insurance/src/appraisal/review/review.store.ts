import type { Hundredths } from '@ansinh/contracts/vocabulary/money';
import { newId } from '@ansinh/database';
import { keyRing } from '@ansinh/secrets';
import type { KnownClaim } from '../../claim/claim.rules';
import { loadAnswer, loadClaim, type StoredAnswer, type StoredClaim } from '../../claim/stored-claim.store';
import type { Tx } from '../../kit';
import type { OpenQuestion } from './decision.rules';
import { ofDecision, ofExplanation } from './sealing';

/** A claim under review, locked with its person to the end of the transaction. */
export type ReviewedClaim = StoredAnswer & {
  readonly stored: StoredClaim;
  readonly questions: readonly OpenQuestion[];
};

/** Undefined when there is no such claim. */
export const loadReviewed = async (tx: Tx, claimId: string): Promise<ReviewedClaim | undefined> => {
  const stored = await loadClaim(tx, claimId);
  if (stored === undefined) return undefined;
  const answer = await loadAnswer(tx, stored);
  const questions = await tx.db.$queryRaw<OpenQuestion[]>`
    SELECT position AS question, table_name AS "table", row_number AS "row" FROM claim_findings AS finding
    WHERE claim_id = ${claimId}::uuid AND version = ${stored.version} AND severity = 'ask'
      AND NOT EXISTS (SELECT FROM claim_decisions AS decided WHERE decided.claim_id = finding.claim_id
        AND decided.version = finding.version AND decided.question = finding.position)
    ORDER BY position`;
  return { ...answer, stored, questions };
};

type DecisionRecord = {
  readonly question?: number | undefined;
  readonly table?: string | undefined;
  readonly row?: number | undefined;
  readonly result: 'pay' | 'refuse' | 'reduce' | 'return';
  readonly reason: string;
};

/** Writes decisions, with what the fund pays of the whole claim before and after them. */
export const insertDecisions = async (
  tx: Tx,
  { claimId, version }: KnownClaim,
  {
    decisions,
    before,
    after,
  }: {
    readonly decisions: readonly DecisionRecord[];
    readonly before: Hundredths;
    readonly after: Hundredths;
  },
): Promise<void> => {
  await tx.db.claimDecision.createMany({
    data: decisions.map(({ question, table, row, result, reason }) => {
      const decisionId = newId();
      return {
        decisionId,
        claimId,
        version,
        question: question ?? null,
        tableName: table ?? null,
        rowNumber: row ?? null,
        result,
        fundPaysBefore: before,
        fundPaysAfter: after,
        reason: keyRing().seal(reason, ofDecision(decisionId)),
        decidedAt: tx.now,
        decidedBy: tx.by.subject,
      };
    }),
  });
};

/** Writes explanations; a second one of the same question takes the place of the first. */
export const saveExplanations = async (
  tx: Tx,
  { claimId, version }: KnownClaim,
  explanations: readonly { readonly question: number; readonly text: string }[],
): Promise<void> => {
  for (const { question: position, text } of explanations) {
    const sealed = keyRing().seal(text, ofExplanation(claimId, version, position));
    const told = { text: sealed, explainedAt: tx.now, explainedBy: tx.by.subject };
    await tx.db.claimExplanation.upsert({
      where: { claimId_version_position: { claimId, version, position } },
      create: { claimId, version, position, ...told },
      update: told,
    });
  }
};
