import { reject } from '@ansinh/contracts/catalogue/problems';
import type { ContributionPaid } from '@ansinh/contracts/collection/events';
import { CardActivated, CardIssued, CardWithdrawn } from '@ansinh/contracts/enrollment/events';
import type { LocalDate, YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import { newId } from '@ansinh/database';
import type { Tx } from '../kit';
import { getLaw } from '../law-values/law-value.views';
import type { KnownPerson } from '../participants/person.rules';
import {
  type CardMove,
  type CardState,
  cardNumberOf,
  type IssuedGroup,
  inheritedFiveYears,
  insuredTo,
  moveCard,
  newCard,
} from './card.rules';
import { insertCards, loadCardsOf, loadCardsOfWorkers, saveCards } from './card.store';

export type CardRequest = {
  readonly holder: KnownPerson;
  readonly initialFacilityCode: string;
  /** All cards of the holder, locked. */
  readonly cards: readonly CardState[];
  /** The card that the holder has in this group of payers. */
  readonly present: CardState | undefined;
};

export type IssueOptions = { readonly group: IssuedGroup; readonly on: LocalDate };

/** Gives each holder a card of the group, pending until it is paid for. Who has one keeps it. One card a request, in order. */
export const issueCards = async (
  tx: Tx,
  requests: readonly CardRequest[],
  { group, on }: IssueOptions,
): Promise<CardState[]> => {
  const law = await getLaw(tx.db);
  const added: CardState[] = [];
  const again: CardState[] = [];
  const issued = requests.map(({ holder, initialFacilityCode, cards, present }) => {
    if (present === undefined) {
      const { participantId } = holder;
      const cardNumber = cardNumberOf(group, tx.agencyCode, siNumberOf(holder));
      const card = newCard(
        { cardId: newId(), participantId, cardNumber, initialFacilityCode },
        inheritedFiveYears(cards, on, law),
      );
      added.push(card);
      announceIssued(tx, card, holder);
      return card;
    }
    const card = moveCard(present, { kind: 'asked-for', initialFacilityCode, on }, law);
    if (card === undefined) return present;
    again.push(card);
    announceIssued(tx, card, holder);
    return card;
  });
  await insertCards(tx.db, added);
  await saveCards(tx.db, again);
  return issued;
};

const siNumberOf = (holder: KnownPerson): string => {
  if (holder.siNumber === null) throw new Error('a card is issued to a person with a social-insurance number only');
  return holder.siNumber;
};

export const announceIssued = (tx: Tx, card: CardState, holder: KnownPerson): void => {
  tx.append(
    CardIssued,
    {
      cardId: card.cardId,
      participantId: card.participantId,
      cardNumber: card.cardNumber,
      holder: {
        fullName: holder.fullName,
        birthDate: holder.birthDate,
        sex: holder.sex,
        personalId: holder.personalId,
      },
      initialFacilityCode: card.initialFacilityCode,
      status: card.status === 'active' ? 'active' : 'pending',
      validFrom: card.validFrom,
      validTo: card.validTo,
      fiveYearsOn: card.fiveYearsOn,
    },
    { id: card.cardId, version: card.version },
  );
};

/** The cards that their moves changed. */
const movedCards = (moves: readonly { readonly card: CardState; readonly move: CardMove }[], law: Law): CardState[] =>
  moves.flatMap(({ card, move }) => moveCard(card, move, law) ?? []);

const saveActivated = async (tx: Tx, cards: readonly CardState[]): Promise<void> => {
  await saveCards(tx.db, cards);
  for (const { cardId, participantId, validFrom, validTo, fiveYearsOn, version } of cards) {
    if (validFrom === null || validTo === null || fiveYearsOn === null) throw new Error('an activated card has dates');
    tx.append(CardActivated, { cardId, participantId, validFrom, validTo, fiveYearsOn }, { id: cardId, version });
  }
};

/** The health part of a month is paid: the cards of all workers of that month become valid. A repeat changes nothing. */
export const activateWorkerCards = async (tx: Tx, paid: ContributionPaid): Promise<void> => {
  if (!paid.healthPaid) return;
  const cards = await loadCardsOfWorkers(tx.db, paid.employerId, paid.month);
  const moves = cards.map(({ lastMonth, ...card }) => ({
    card,
    move: { kind: 'contribution-paid' as const, month: paid.month, lastMonth },
  }));
  await saveActivated(tx, movedCards(moves, await getLaw(tx.db)));
};

export type PaidOrder = {
  readonly cardIds: ReadonlySet<string>;
  readonly participantIds: readonly string[];
  readonly months: number;
  readonly paidOn: LocalDate;
};

/** A household paid: the ordered cards become valid or are prolonged. */
export const activateHouseholdCards = async (tx: Tx, order: PaidOrder): Promise<void> => {
  const cards = await loadCardsOf(tx.db, order.participantIds);
  const ordered = cards.filter((card) => order.cardIds.has(card.cardId));
  if (ordered.length !== order.cardIds.size) throw reject('request.not-found');
  const { months, paidOn } = order;
  const moves = ordered.map((card) => {
    const ofHolder = cards.filter((other) => other.participantId === card.participantId);
    return { card, move: { kind: 'premium-paid' as const, months, paidOn, insuredTo: insuredTo(ofHolder) } };
  });
  await saveActivated(tx, movedCards(moves, await getLaw(tx.db)));
};

export type Leaver = { readonly card: CardState; readonly lastMonth: YearMonth };

/** Withdraws the cards of workers who left their last employer. A card that is withdrawn already stays as it is. */
export const withdrawCards = async (tx: Tx, leavers: readonly Leaver[]): Promise<void> => {
  const withdrawn = movedCards(
    leavers.map(({ card, lastMonth }) => ({ card, move: { kind: 'work-ended', lastMonth } })),
    await getLaw(tx.db),
  );
  await saveCards(tx.db, withdrawn);
  for (const { cardId, participantId, withdrawnFrom, version } of withdrawn) {
    if (withdrawnFrom === null) throw new Error('a withdrawn card has a date');
    const data = { cardId, participantId, from: withdrawnFrom, reason: 'left-employer' as const };
    tx.append(CardWithdrawn, data, { id: cardId, version });
  }
};
