import { ClaimAppraised, hundredthsText, vietNamDate } from '@ansinh/contracts';
import { findCatalogues } from '../catalogues/catalogue.views';
import { replaceCoPayments } from '../copayment/copayment.store';
import { listCoPayments } from '../copayment/copayment.views';
import { type CardCoverage, findCoverages } from '../coverage/coverage.views';
import { findFacility } from '../facilities/facilities.views';
import type { Tx } from '../kit';
import { appraise } from './appraisal.rules';
import { findLookalikes, findOtherVisits, loadClaim, type StoredClaim, saveAppraisal } from './appraisal.store';
import type { AppraisalContext } from './rule';
import { wantedOf } from './rules/catalogue/approved';
import { yearsOf } from './rules/level/exemption';
import { listSettings } from './settings/settings.store';

type History = Pick<AppraisalContext, 'coPayments' | 'otherVisits' | 'ordersBefore'>;

/** What else the person had; the person is locked since the claim was loaded. */
const loadHistory = async (tx: Tx, stored: StoredClaim, coverages: readonly CardCoverage[]): Promise<History> => {
  const participantId = coverages[0]?.participantId;
  if (participantId === undefined) return { coPayments: [], otherVisits: [], ordersBefore: new Set() };
  const mayBeExempt = coverages.some(({ fiveYearsOn }) => fiveYearsOn !== null);
  const wanted = { years: yearsOf(stored.claim), without: stored.claimId };
  return {
    coPayments: mayBeExempt ? await listCoPayments(tx.db, participantId, wanted) : [],
    ...(await findOtherVisits(tx, stored, participantId)),
  };
};

/** Runs the rules on a claim that was received; one that has its answer already keeps it. */
export const appraiseClaim = async (tx: Tx, claimId: string): Promise<void> => {
  const stored = await loadClaim(tx, claimId);
  if (stored.status !== 'received') return;
  const { claim, facilityCode, version } = stored;
  const lookalikes = await findLookalikes(tx, stored);
  const found = await findCoverages(tx.db, claim.cardNumbers);
  const context: AppraisalContext = {
    coverages: new Map(found.map((coverage) => [coverage.cardNumber, coverage])),
    lookalikes,
    ...(await loadHistory(tx, stored, found)),
    catalogues: await findCatalogues(tx.db, { facilityCode, ...wantedOf(claim) }),
    facility: await findFacility(tx.db, facilityCode),
    today: vietNamDate(tx.now),
    settings: await listSettings(tx.db),
  };
  const appraisal = appraise(claim, context);
  const participantId = found[0]?.participantId ?? null;
  await replaceCoPayments(tx, { claimId, participantId, version }, appraisal.coPayments);
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
