import { MAKER_GONE, requireMakerLeft, requireSecondPerson, requireShown, requireSignedIn } from '@ansinh/approvals';
import { getCalendar } from '@ansinh/calendar/kept';
import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Benefit, DecideBenefit, ProposeBenefit } from '@ansinh/contracts/payment/api';
import { BenefitDecided } from '@ansinh/contracts/payment/events';
import { BENEFIT_KINDS } from '@ansinh/contracts/payment/kinds';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { vndText } from '@ansinh/contracts/vocabulary/money';
import { knownKind } from '@ansinh/contracts/wire/open-kind';
import { newId } from '@ansinh/database';
import { getLaw } from '@ansinh/law/kept';
import { requireParticipantDestination } from '../beneficiaries/beneficiary.rules';
import { type BeneficiaryRecord, findBeneficiary, getBeneficiary } from '../beneficiaries/beneficiary.store';
import { channelOf } from '../beneficiaries/destination.rules';
import { ofBenefit, withOpenAccount } from '../beneficiaries/sealing';
import type { Tx } from '../kit';
import { storeCreatedPayouts } from '../payouts/payout-step.commands';
import { sealedPayout } from '../payouts/sealed-payout';
import { markDecided } from './benefit.rules';
import {
  type BenefitRow,
  findProofOfDeath,
  findStandingBenefit,
  insertBenefit,
  lockBenefit,
  lockPersons,
  saveDecision,
} from './benefit.store';
import { getBenefit, proposedOf } from './benefit.views';
import { BENEFIT_TYPES, DEATH_KINDS } from './benefit-kinds';
import { payoutOf } from './payout-of-benefit.rules';

const requirePerson = async (tx: Tx, participantId: string): Promise<BeneficiaryRecord> => {
  const person = await findBeneficiary(tx.db, participantId);
  if (person === undefined) throw reject('benefit.participant-unknown', { participantId });
  return person;
};

/** A person whose death the platform knows receives nothing: what is still due goes to the family. */
const requireLiving = async (tx: Tx, participantId: string): Promise<void> => {
  const benefitId = await findProofOfDeath(tx.db, DEATH_KINDS, participantId);
  if (benefitId !== undefined) throw reject('benefit.receiver-deceased', { benefitId });
};

/** Computes the benefit by the rules of its kind and keeps the claim with every step, for another officer to decide. */
export const proposeBenefit = async (tx: Tx, proposal: ProposeBenefit): Promise<Benefit> => {
  const { key: proposedByKey } = requireSignedIn(tx.by);
  const { kind, participantId, destination } = proposal;
  const type = BENEFIT_TYPES[kind];
  const receiver = await requirePerson(tx, participantId);
  await requireLiving(tx, participantId);
  const { subjectId, uniqueKey, judge } = type.read(proposal.claim, participantId);
  const subject = subjectId === participantId ? receiver : await requirePerson(tx, subjectId);
  const { amountVnd, fromMonth, steps } = judge({
    receiver,
    subject,
    today: vietNamDate(tx.now),
    calendar: await getCalendar(tx.db),
    law: await getLaw(tx.db),
  });
  requireParticipantDestination(destination, receiver.fullName);

  const id = newId();
  const { payment } = type;
  const calculated = { payment, uniqueKey, amountVnd, fromMonth, calculation: steps };
  if (!(await insertBenefit(tx, { id, proposal, proposedByKey, ...calculated }))) {
    const standing = await findStandingBenefit(tx.db, kind, uniqueKey);
    throw reject('benefit.already-claimed', { benefitId: standing?.id });
  }
  const proposed = await getBenefit(tx, id);
  tx.audit({ action: 'benefit.propose', target: `benefit:${id}`, outcome: kind, after: proposed });
  return proposed;
};

/** What is granted once is owed at once; what is granted for every month waits for the run of the month. */
const payOnce = async (tx: Tx, benefit: BenefitRow): Promise<void> => {
  const kind = knownKind(BENEFIT_KINDS, benefit.kind);
  if (kind === undefined) throw new Error(`this release cannot pay a benefit of the kind ${benefit.kind}`);
  const { fullName } = await getBeneficiary(tx.db, benefit.participantId);
  const due = { ...benefit, kind, fullName, channel: channelOf(benefit.channel), period: benefit.fromMonth };
  const opened = withOpenAccount(due, ofBenefit(benefit.id));
  await storeCreatedPayouts(tx, [sealedPayout(payoutOf(opened, newId(), tx.now))]);
};

/** Whom a benefit of a kind that this release knows is about, when that is not who receives it. */
const subjectOf = ({ kind, claim, participantId }: BenefitRow): { readonly subjectId?: string } => {
  const known = knownKind(BENEFIT_KINDS, kind);
  const subjectId = known === undefined ? participantId : BENEFIT_TYPES[known].read(claim, participantId).subjectId;
  return subjectId === participantId ? {} : { subjectId };
};

type Decision = {
  readonly status: 'approved' | 'refused';
  readonly decidedByKey: string;
  /** As it is kept with the benefit. */
  readonly reason: string;
  readonly before: Benefit;
};

/** What is decided is kept, told, and paid where it is due at once. */
const conclude = async (tx: Tx, benefit: BenefitRow, { before, ...decision }: Decision): Promise<Benefit> => {
  const { id: benefitId, participantId, kind, payment, fromMonth } = benefit;
  const { status, reason } = decision;
  await saveDecision(tx, benefitId, decision);
  const data = { benefitId, participantId, kind, decision: status, payment, fromMonth, ...subjectOf(benefit) };
  // A decision is the only event of a benefit.
  tx.append(BenefitDecided, { ...data, amountVnd: vndText(benefit.amountVnd) }, { id: benefitId, version: 1 });
  if (status === 'approved' && payment === 'once') await payOnce(tx, benefit);
  const decided = await getBenefit(tx, benefitId);
  tx.audit({
    action: 'benefit.decide',
    target: `benefit:${benefitId}`,
    said: reason,
    outcome: status,
    before,
    after: decided,
  });
  return decided;
};

/** Refuses for good what was proposed by rights that are over: the person may be proposed anew by who has them. */
const refuseOfNobody = async (tx: Tx, benefitId: string, decidedByKey: string): Promise<void> => {
  const left = await lockBenefit(tx.db, benefitId);
  if (left?.status !== 'proposed') return;
  const before = await getBenefit(tx, benefitId);
  await conclude(tx, left, { status: 'refused', decidedByKey, reason: MAKER_GONE, before });
};

export const decideBenefit = async (tx: Tx, benefitId: string, command: DecideBenefit): Promise<Benefit> => {
  const benefit = await lockBenefit(tx.db, benefitId);
  if (benefit === undefined) throw reject('request.not-found');
  const before = await getBenefit(tx, benefitId);
  const maker = { subject: benefit.proposedBy, key: benefit.proposedByKey };
  const { key: decidedByKey } = requireSecondPerson(tx.by, maker);
  const status = markDecided(before.status, command.decision);
  requireShown({ digest: before.digest, content: proposedOf(benefit) }, command.digest);
  if (status === 'approved') {
    const asked = { subject: benefit.proposedBy, at: benefit.proposedAt };
    await requireMakerLeft(tx, asked, (after) => refuseOfNobody(after, benefitId, decidedByKey));
    const { subjectId = benefit.participantId } = subjectOf(benefit);
    await lockPersons(tx.db, [benefit.participantId, subjectId]);
    await requireLiving(tx, benefit.participantId);
  }
  return conclude(tx, benefit, { status, decidedByKey, reason: command.reason, before });
};
