import { ClaimAppraised, hundredthsText, vietNamDate } from '@ansinh/contracts';
import { findCatalogues } from '../catalogues/catalogue.views';
import { replaceCoPayments } from '../copayment/copayment.store';
import { listCoPayments } from '../copayment/copayment.views';
import { findCoverages } from '../coverage/coverage.views';
import { findFacility } from '../facilities/facilities.views';
import type { Tx } from '../kit';
import { appraise } from './appraisal.rules';
import { findLookalikes, loadClaim, lockPerson, saveAppraisal } from './appraisal.store';
import type { AppraisalContext } from './rule';
import { wantedOf } from './rules/catalogue/approved';
import { yearsOf } from './rules/level/exemption';
import { listSettings } from './settings/settings.store';

/** Runs the rules on a claim that was received; one that has its answer already keeps it. */
export const appraiseClaim = async (tx: Tx, claimId: string): Promise<void> => {
  const stored = await loadClaim(tx, claimId);
  if (stored.status !== 'received') return;
  const { claim } = stored;
  const lookalikes = await findLookalikes(tx, stored);
  const found = await findCoverages(tx.db, claim.cardNumbers);
  const coverages = new Map(found.map((coverage) => [coverage.cardNumber, coverage]));
  const participantId = found[0]?.participantId ?? null;
  // Claims of one person are appraised one after another: each sees what the others have paid and where they were.
  if (participantId !== null) await lockPerson(tx, participantId);
  const context: AppraisalContext = {
    coverages,
    lookalikes,
    coPayments: found.some(({ fiveYearsOn }) => fiveYearsOn !== null)
      ? await listCoPayments(tx.db, participantId ?? '', { years: yearsOf(claim), without: claimId })
      : [],
    catalogues: await findCatalogues(tx.db, { facilityCode: stored.facilityCode, ...wantedOf(claim) }),
    facility: await findFacility(tx.db, stored.facilityCode),
    today: vietNamDate(tx.now),
    settings: await listSettings(tx.db),
  };
  const appraisal = appraise(claim, context);
  await replaceCoPayments(tx, { claimId, participantId, version: stored.version }, appraisal.coPayments);
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
