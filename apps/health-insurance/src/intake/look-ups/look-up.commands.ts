import type { CardLookUp, Eligibility, PastVisit } from '@ansinh/contracts/health-insurance/reception.api';
import { noteDisagreements, requireComparison } from '@ansinh/platform';
import type { Tx } from '../../kit';
import { CARD_LIMITS } from '../../registers/coverage/card-check.rules';
import type { CardCoverage } from '../../registers/coverage/coverage.rules';
import { maySeeVisits, tellsOf, trialOf } from './look-up.rules';
import { findCard, type LookedUpCard } from './look-up.views';
import { listPastVisits } from './past-visit.views';

/** The history leaves its own facilities: who has read whose is kept for ever. */
const readVisits = async (tx: Tx, { cardId, participantId }: CardCoverage): Promise<PastVisit[]> => {
  const visits = await listPastVisits(tx, participantId);
  tx.audit({
    action: 'card.visits-read',
    target: `card:${cardId}`,
    outcome: `${visits.length} visits`,
  });
  return visits;
};

/** What the register says, unless this hospital has tried too much of late; that it does is counted where it tries. */
const compare = async (tx: Tx, wanted: CardLookUp): Promise<LookedUpCard> => {
  await requireComparison(tx, CARD_LIMITS);
  const found = await findCard(tx, wanted);
  const trial = trialOf(tx.by, wanted, found.check);
  if (trial !== undefined) await noteDisagreements(tx, { count: 1, target: 'card-look-up', action: trial });
  const { coverage, check, answer } = found;
  // Neither the address nor the answer names whose card it is by an id.
  if (coverage !== undefined && tellsOf(check, answer)) tx.show(`participant:${coverage.participantId}`);
  return found;
};

/** Says whether a card is valid, by its number alone. */
export const askCard = async (tx: Tx, wanted: CardLookUp): Promise<Eligibility> => (await compare(tx, wanted)).answer;

/** Looks a card up for a reception, with the past visits where they are asked for and may be seen. */
export const lookUpCard = async (tx: Tx, wanted: CardLookUp): Promise<Eligibility> => {
  const { coverage, check, answer } = await compare(tx, wanted);
  if (coverage === undefined || !maySeeVisits(wanted, check)) return answer;
  return { ...answer, visits: await readVisits(tx, coverage) };
};
