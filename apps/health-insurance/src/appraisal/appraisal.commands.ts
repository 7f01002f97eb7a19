import { ClaimAppraised, hundredthsText, vietNamDate } from '@ansinh/contracts';
import { NO_CATALOGUES } from '../catalogues/catalogue.rules';
import { findCatalogues } from '../catalogues/catalogue.views';
import { replaceCoPayments } from '../copayment/copayment.store';
import { findCoverages } from '../coverage/coverage.views';
import type { Tx } from '../kit';
import { appraise } from './appraisal.rules';
import { findLookalikes, loadClaim, saveAppraisal } from './appraisal.store';
import { findBackground, findOrdersBefore } from './background.views';
import { findElsewhere, notePresences } from './practitioners.store';
import type { AppraisalContext } from './rule';
import { wantedOf } from './rules/catalogue/approved';
import { presencesOf } from './rules/catalogue/presence';

/** Runs the rules on a claim that was received; one that has its answer already keeps it. */
export const appraiseClaim = async (tx: Tx, claimId: string): Promise<void> => {
  const stored = await loadClaim(tx, claimId);
  if (stored.status !== 'received') return;
  const { claim, facilityCode, version } = stored;
  const lookalikes = await findLookalikes(tx, stored);
  const found = await findCoverages(tx.db, claim.cardNumbers);
  const participantId = found[0]?.participantId ?? null;
  const { lists, ...background } = await findBackground(tx, stored, participantId);
  // Only who has told of the staff is asked where it was.
  const presences = lists.some(({ kind }) => kind === 'staff') ? presencesOf(claim) : [];
  const context: AppraisalContext = {
    ...background,
    coverages: new Map(found.map((coverage) => [coverage.cardNumber, coverage])),
    lookalikes,
    ordersBefore: await findOrdersBefore(tx, stored, background.otherVisits),
    catalogues: lists.length === 0 ? NO_CATALOGUES : await findCatalogues(tx.db, lists, wantedOf(claim)),
    elsewhere: await findElsewhere(tx, facilityCode, presences),
    today: vietNamDate(tx.now),
    signature: stored.signature,
  };
  const appraisal = appraise(claim, context);
  if (appraisal.outcome === 'accepted') await notePresences(tx, facilityCode, presences);
  await replaceCoPayments(tx, { claimId, participantId, isNew: version === 1 }, appraisal.coPayments);
  await saveAppraisal(tx, stored, { appraisal, participantId });
  tx.append(
    ClaimAppraised,
    {
      claimId,
      facilityCode,
      participantId,
      month: claim.settlementMonth,
      outcome: appraisal.outcome,
      fundPays: hundredthsText(appraisal.fundPays),
      ruleCodes: [...new Set(appraisal.findings.map(({ rule }) => rule))],
    },
    { id: claimId, version: stored.aggregateVersion + 1 },
  );
};
