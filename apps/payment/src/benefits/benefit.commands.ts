import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Benefit, DecideBenefit, ProposeBenefit } from '@ansinh/contracts/payment/api';
import { BenefitDecided, BenefitKind } from '@ansinh/contracts/payment/events';
import { toVnd, vndText } from '@ansinh/contracts/vocabulary/money';
import { newId } from '@ansinh/database';
import { checkParticipantDestination } from '../beneficiaries/beneficiary.rules';
import { findBeneficiary } from '../beneficiaries/beneficiary.store';
import type { Tx } from '../kit';
import { checkPerson, decideBenefit } from './benefit.rules';
import { findStandingBenefit, insertBenefit, lockBenefit, saveDecision } from './benefit.store';
import { benefitStatus, getBenefit } from './benefit.views';
import { calculatePension } from './pension.rules';

/** Computes the pension and keeps the claim with every step, for another officer to decide. */
export const proposeBenefit = async (tx: Tx, claim: ProposeBenefit): Promise<Benefit> => {
  const person = await findBeneficiary(tx.db, claim.participantId);
  if (person === undefined) throw reject('benefit.participant-unknown');
  checkPerson(claim, person);
  checkParticipantDestination(claim.destination, person.fullName);
  const record = claim.record.map((period) => ({ ...period, monthlyWageVnd: toVnd(period.monthlyWageVnd) }));
  const { monthlyVnd, steps } = calculatePension({ ...claim, record });

  const id = newId();
  if (!(await insertBenefit(tx, { id, claim, monthlyVnd, calculation: steps }))) {
    const standing = await findStandingBenefit(tx.db, claim.participantId);
    throw reject('benefit.already-claimed', { benefitId: standing?.id });
  }
  return getBenefit(tx, id);
};

export const decide = async (tx: Tx, benefitId: string, command: DecideBenefit): Promise<Benefit> => {
  const benefit = await lockBenefit(tx.db, benefitId);
  if (benefit === undefined) throw reject('request.not-found');
  const proposed = { ...benefit, kind: BenefitKind.parse(benefit.kind), status: benefitStatus(benefit) };
  const status = decideBenefit(proposed, command.decision, tx.by.subject);
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
