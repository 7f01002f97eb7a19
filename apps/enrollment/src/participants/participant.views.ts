import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Card, Participant, SearchParticipants } from '@ansinh/contracts/enrollment/api';
import { type LocalDate, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { Sex } from '@ansinh/contracts/vocabulary/identifiers';
import { localDateOf } from '@ansinh/database';
import type { Prisma } from '../generated/prisma/client';
import type { Db } from '../kit';

const WHOLE = {
  cards: { orderBy: { id: 'asc' } },
  participations: { orderBy: { id: 'asc' }, include: { wages: { orderBy: { fromMonth: 'desc' }, take: 1 } } },
} as const satisfies Prisma.ParticipantInclude;
type Whole = Prisma.ParticipantGetPayload<{ include: typeof WHOLE }>;

const statusOf = (status: string): Card['status'] =>
  status === 'active' || status === 'withdrawn' ? status : 'pending';
const dateOf = (column: Date | null): LocalDate | null => (column === null ? null : localDateOf(column));

const toParticipant = (row: Whole): Participant => ({
  participantId: row.id,
  personalId: row.personalId,
  siNumber: row.siNumber,
  fullName: row.fullName,
  birthDate: localDateOf(row.birthDate),
  sex: Sex.parse(row.sex),
  cards: row.cards.map((card) => ({
    cardId: card.id,
    cardNumber: card.cardNumber,
    status: statusOf(card.status),
    initialFacilityCode: card.initialFacilityCode,
    validFrom: dateOf(card.validFrom),
    validTo: dateOf(card.validTo),
  })),
  participations: row.participations.map((participation) => ({
    participationId: participation.id,
    employerId: participation.employerId,
    fromMonth: yearMonth(participation.fromMonth),
    lastMonth: participation.lastMonth === null ? null : yearMonth(participation.lastMonth),
    wageVnd: (participation.wages[0]?.wageVnd ?? 0n).toString(),
  })),
});

export const getParticipant = async (db: Db, participantId: string): Promise<Participant> => {
  const row = await db.participant.findUnique({ where: { id: participantId }, include: WHOLE });
  if (row === null) throw reject('request.not-found');
  return toParticipant(row);
};

/** Nobody or one: each of the three numbers belongs to one person. */
export const searchParticipants = async (db: Db, query: SearchParticipants): Promise<Participant[]> => {
  const { personalId, siNumber, cardNumber } = query;
  const rows = await db.participant.findMany({
    where: {
      ...(personalId === undefined ? {} : { personalId }),
      ...(siNumber === undefined ? {} : { siNumber }),
      ...(cardNumber === undefined ? {} : { cards: { some: { cardNumber } } }),
    },
    include: WHOLE,
    take: 1,
  });
  return rows.map(toParticipant);
};
