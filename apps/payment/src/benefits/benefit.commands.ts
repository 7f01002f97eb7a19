import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Benefit, DecideBenefit, ProposeBenefit } from '@ansinh/contracts/payment/api';
import { BenefitDecided, BenefitKind } from '@ansinh/contracts/payment/events';
import { toVnd, vndText } from '@ansinh/contracts/vocabulary/money';
import { newId } from '@ansinh/database';
import { requireParticipantDestination } from '../beneficiaries/beneficiary.rules';
import { findBeneficiary } from '../beneficiaries/beneficiary.store';
import type { Tx } from '../kit';
import { markDecided, requireSamePerson } from './benefit.rules';
import { findStandingBenefit, insertBenefit, lockBenefit, saveDecision } from './benefit.store';
import { benefitStatus, getBenefit } from './benefit.views';
import { calculatePension, type Pension, type PensionClaim } from './pension.rules';

/** How a benefit of each kind is computed from its claim. */
const CALCULATIONS = { pension: calculatePension } satisfies Record<BenefitKind, (claim: PensionClaim) => Pension>;

/** Computes the pension and keeps the claim with every step, for another officer to decide. */
export const proposeBenefit = async (tx: Tx, claim: ProposeBenefit): Promise<Benefit> => {
  const person = await findBeneficiary(tx.db, claim.participantId);
  if (person === undefined) throw reject('benefit.participant-unknown');
  requireSamePerson(claim, person);
  requireParticipantDestination(claim.destination, person.fullName);
  const record = claim.record.map((period) => ({ ...period, monthlyWageVnd: toVnd(period.monthlyWageVnd) }));
  const { monthlyVnd, steps } = CALCULATIONS[claim.kind]({ ...claim, record });

  const id = newId();
  if (!(await insertBenefit(tx, { id, claim, monthlyVnd, calculation: steps }))) {
    const standing = await findStandingBenefit(tx.db, claim.participantId);
    throw reject('benefit.already-claimed', { benefitId: standing?.id });
  }
  return getBenefit(tx, id);
};

export const decideBenefit = async (tx: Tx, benefitId: string, command: DecideBenefit): Promise<Benefit> => {
  const benefit = await lockBenefit(tx.db, benefitId);
  if (benefit === undefined) throw reject('request.not-found');
  const proposed = { ...benefit, kind: BenefitKind.parse(benefit.kind), status: benefitStatus(benefit) };
  const status = markDecided(proposed, command.decision, tx.by.subject);
  await saveDecision(tx, benefitId, { status, reason: command.reason });
  tx.append(
    BenefitDecided,
    {
      benefitId,
      participantId: benefit.participantId,
      kind: proposed.kind,
      decision: status,
      monthlyVnd: vndText(benefit.monthlyVnd),
      fromMonth: benefit.fromMonth,
    },
    // A decision is the only event of a benefit.
    { id: benefitId, version: 1 },
  );
  return getBenefit(tx, benefitId);
};
