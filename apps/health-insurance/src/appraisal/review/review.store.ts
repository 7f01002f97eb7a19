import type { Hundredths } from '@ansinh/contracts/vocabulary/money';
import { newId } from '@ansinh/database';
import type { Tx } from '../../kit';
import { loadClaim, type StoredClaim, saveLines } from '../appraisals/appraisal.store';
import type { LineAnswer } from '../judgement/payable.rules';
import type { LineState, OpenQuestion } from './decision.rules';

/** A claim under review, locked with its person to the end of the transaction. */
export type ReviewedClaim = {
  readonly stored: StoredClaim;
  readonly participantId: string | null;
  readonly fundClaimed: Hundredths;
  readonly fundPays: Hundredths;
  readonly lines: readonly LineState[];
  readonly questions: readonly OpenQuestion[];
};

/** Undefined when there is no such claim. */
export const loadReviewed = async (tx: Tx, claimId: string): Promise<ReviewedClaim | undefined> => {
  const stored = await loadClaim(tx, claimId);
  if (stored === undefined) return undefined;
  const { version } = stored;
  const claim = await tx.db.claim.findUniqueOrThrow({ where: { claimId } });
  const lines = await tx.db.claimLine.findMany({
    where: { claimId, version },
    select: { tableName: true, rowNumber: true, fundAmount: true, fundPays: true, refused: true },
  });
  const questions = await tx.db.$queryRaw<OpenQuestion[]>`
    SELECT position AS question, table_name AS "table", row_number AS "row" FROM claim_findings AS finding
    WHERE claim_id = ${claimId}::uuid AND version = ${version} AND severity = 'ask'
      AND NOT EXISTS (SELECT FROM claim_decisions AS decided WHERE decided.claim_id = finding.claim_id
        AND decided.version = finding.version AND decided.question = finding.position)
    ORDER BY position`;
  return {
    stored,
    participantId: claim.participantId,
    fundClaimed: claim.fundClaimed,
    fundPays: claim.fundPays ?? 0n,
    lines: lines.map(({ tableName, rowNumber, fundAmount, fundPays, refused }) => ({
      table: tableName === 'XML2' ? 'XML2' : 'XML3',
      row: rowNumber,
      fundAmount,
      fundPays: fundPays ?? fundAmount,
      refused,
    })),
    questions,
  };
};

type DecisionRecord = {
  readonly question?: number | undefined;
  readonly table?: string | undefined;
  readonly row?: number | undefined;
  readonly result: 'pay' | 'refuse' | 'reduce' | 'return';
  readonly reason: string;
};

export type Outcome = {
  readonly status: 'accepted' | 'returned';
  readonly fundPays: Hundredths;
  readonly openQuestions: number;
  readonly changed: readonly LineAnswer[];
  /** What the claim says of itself from now on: it is one further when an event tells of it. */
  readonly aggregateVersion: number;
};

/** Writes decisions and what they make of the claim. */
export const saveDecisions = async (
  tx: Tx,
  { stored, fundPays }: ReviewedClaim,
  { outcome, decisions }: { readonly outcome: Outcome; readonly decisions: readonly DecisionRecord[] },
): Promise<void> => {
  const { claimId, version } = stored;
  await saveLines(tx, [{ claim: stored, lines: outcome.changed }]);
  await tx.db.claim.update({
    where: { claimId },
    data: {
      status: outcome.status,
      fundPays: outcome.fundPays,
      openQuestions: outcome.openQuestions,
      aggregateVersion: outcome.aggregateVersion,
    },
  });
  await tx.db.claimDecision.createMany({
    data: decisions.map(({ question, table, row, result, reason }) => ({
      decisionId: newId(),
      claimId,
      version,
      question: question ?? null,
      tableName: table ?? null,
      rowNumber: row ?? null,
      result,
      fundPaysBefore: fundPays,
      fundPaysAfter: outcome.fundPays,
      reason,
      decidedAt: tx.now,
      decidedBy: tx.by.subject,
    })),
  });
};

/** Notes on the version of the claim that an officer has sent it back, and why: the hospital reads it as a finding. */
export const saveReturn = async (tx: Tx, { claimId, version }: StoredClaim, reason: string): Promise<void> => {
  await tx.db.claimVersion.update({ where: { claimId_version: { claimId, version } }, data: { outcome: 'returned' } });
  const { _max } = await tx.db.claimFinding.aggregate({ where: { claimId, version }, _max: { position: true } });
  const finding = { rule: 'OFFICER', severity: 'return', message: reason, messageVi: reason };
  const source = 'TT 12/2026/TT-BTC: proactive appraisal';
  await tx.db.claimFinding.create({
    data: { claimId, version, position: (_max.position ?? 0) + 1, ...finding, source },
  });
};

/** Writes explanations; a second one of the same question takes the place of the first. */
export const saveExplanations = async (
  tx: Tx,
  { claimId, version }: Pick<StoredClaim, 'claimId' | 'version'>,
  explanations: readonly { readonly question: number; readonly text: string }[],
): Promise<void> => {
  for (const { question: position, text } of explanations) {
    const told = { text, explainedAt: tx.now, explainedBy: tx.by.subject };
    await tx.db.claimExplanation.upsert({
      where: { claimId_version_position: { claimId, version, position } },
      create: { claimId, version, position, ...told },
      update: told,
    });
  }
};
