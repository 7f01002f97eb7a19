import { ClaimAppraised, hundredthsText } from '@ansinh/contracts';
import { findCoverages } from '../coverage/coverage.views';
import type { Tx } from '../kit';
import { appraise } from './appraisal.rules';
import { findLookalikes, loadClaim, loadParsedClaim, saveAppraisal } from './appraisal.store';

/** Runs the rules on a claim that was received; one that has its answer already keeps it. */
export const appraiseClaim = async (tx: Tx, claimId: string): Promise<void> => {
  const stored = await loadClaim(tx, claimId);
  if (stored.status !== 'received') return;
  const claim = await loadParsedClaim(tx, stored);
  const lookalikes = await findLookalikes(tx, stored, claim);
  const found = await findCoverages(tx.db, claim.cardNumbers);
  const coverages = new Map(found.map((coverage) => [coverage.cardNumber, coverage]));
  const appraisal = appraise(claim, { coverages, lookalikes });
  const participantId = found[0]?.participantId ?? null;
  await saveAppraisal(tx, stored, { appraisal, participantId });
  tx.append(
    ClaimAppraised,
    {
      claimId,
      facilityCode: stored.facilityCode,
      participantId,
      month: claim.settlementMonth,
      outcome: appraisal.outcome,
      fundPays: hundredthsText(appraisal.fundPays),
      ruleCodes: [...new Set(appraisal.findings.map(({ rule }) => rule))],
    },
    { id: claimId, version: stored.aggregateVersion + 1 },
  );
};
