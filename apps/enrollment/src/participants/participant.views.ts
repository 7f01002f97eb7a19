import { reject } from '@ansinh/contracts/catalogue/problems';
import type { Card, Participant, SearchParticipants } from '@ansinh/contracts/enrollment/api';
import { type LocalDate, yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { Sex } from '@ansinh/contracts/vocabulary/identifiers';
import { localDateOf } from '@ansinh/database';
import type { Prisma } from '../generated/prisma/client';
import type { Db } from '../kit';
import type { KnownPerson } from './person.rules';

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

type Numbers = { readonly personalIds: readonly string[]; readonly siNumbers: readonly string[] };
type Records = {
  readonly persons: ReadonlyMap<string, KnownPerson>;
  readonly siNumberOwners: ReadonlyMap<string, string>;
};

/** What is on record about persons of a list, by personal id, and who has which number. It may change the next moment. */
export const findRecords = async (db: Db, { personalIds, siNumbers }: Numbers): Promise<Records> => {
  const rows = await db.$queryRaw<KnownPerson[]>`
    SELECT id AS "participantId", personal_id AS "personalId", si_number AS "siNumber", full_name AS "fullName",
           birth_date::text AS "birthDate", sex, version
    FROM participants
    WHERE personal_id = ANY(${personalIds}::text[]) OR si_number = ANY(${siNumbers}::text[])`;
  return {
    persons: new Map(rows.map((person) => [person.personalId, person])),
    siNumberOwners: new Map(
      rows.flatMap(({ siNumber, participantId }) => (siNumber === null ? [] : [[siNumber, participantId] as const])),
    ),
  };
};
