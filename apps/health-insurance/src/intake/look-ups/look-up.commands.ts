import type { CardLookUp, Eligibility, PastVisit } from '@ansinh/contracts/health-insurance/reception.api';
import { tenantText } from '@ansinh/contracts/wire/permissions';
import { writeAudit } from '@ansinh/database';
import { currentTraceId } from '@ansinh/telemetry';
import type { Tx } from '../../kit';
import type { CardCoverage } from '../../registers/coverage/coverage.rules';
import { maySeeVisits } from './look-up.rules';
import { findCard } from './look-up.views';
import { listPastVisits } from './past-visit.views';

/** The history leaves its own facilities: who has read whose is kept for ever. */
const readVisits = async (tx: Tx, { cardId, participantId }: CardCoverage): Promise<PastVisit[]> => {
  const visits = await listPastVisits(tx, participantId);
  await writeAudit(tx.db, {
    subject: tx.by.subject,
    tenant: tenantText(tx.by.tenant),
    action: 'card.visits-read',
    target: `card:${cardId}`,
    traceId: currentTraceId(),
    outcome: `${visits.length} visits`,
  });
  return visits;
};

/** Looks a card up for a reception, with the past visits where they are asked for and may be seen. */
export const lookUpCard = async (tx: Tx, wanted: CardLookUp): Promise<Eligibility> => {
  const { coverage, check, answer } = await findCard(tx, wanted);
  if (coverage === undefined || !maySeeVisits(wanted, check)) return answer;
  return { ...answer, visits: await readVisits(tx, coverage) };
};
