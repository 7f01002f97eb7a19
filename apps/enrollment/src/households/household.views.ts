import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Household, HouseholdOrder } from '@ansinh/contracts/enrollment/api';
import type { Tx } from '../kit';
import { maySee } from './household.rules';

/** 404 for a household that is not there, and for one that another post office enrolled. */
export const getHousehold = async (tx: Tx, householdId: string): Promise<Household> => {
  const row = await tx.db.household.findUnique({
    where: { id: householdId },
    include: { members: { orderBy: { position: 'asc' }, include: { participant: true } } },
  });
  if (row === null || !maySee(tx.by.tenant, row.enrolledBy)) throw reject('request.not-found');
  return {
    householdId,
    communeCode: row.communeCode,
    members: row.members.map(({ participantId, participant }) => ({ participantId, fullName: participant.fullName })),
  };
};

export const getHouseholdOrder = async (tx: Tx, householdId: string, orderId: string): Promise<HouseholdOrder> => {
  await getHousehold(tx, householdId);
  const row = await tx.db.householdOrder.findFirst({
    where: { id: orderId, householdId },
    include: { members: { orderBy: { place: 'asc' }, include: { card: true } } },
  });
  if (row === null) throw reject('request.not-found');
  return {
    orderId,
    householdId,
    reference: row.reference,
    months: row.months,
    status: row.paidOn === null ? 'unpaid' : 'paid',
    members: row.members.map(({ participantId, place, card }) => ({
      participantId,
      place,
      cardNumber: card.cardNumber,
    })),
  };
};
