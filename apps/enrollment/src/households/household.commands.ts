import { createHash } from 'node:crypto';
import { problemOf, reject } from '@ansinh/contracts/catalogue/problems';
import type { HouseholdPremiumPaid } from '@ansinh/contracts/collection/events';
import type {
  EnrolHousehold,
  Household,
  HouseholdOrder,
  OrderHouseholdInsurance,
} from '@ansinh/contracts/enrollment/api';
import { HouseholdInsuranceOrdered } from '@ansinh/contracts/enrollment/events';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { tenantText } from '@ansinh/contracts/wire/permissions';
import { newId } from '@ansinh/database';
import { noteDisagreements, requireComparison } from '@ansinh/platform';
import { activateHouseholdCards, issueCards } from '../cards/card.commands';
import { loadCardsOf } from '../cards/card.store';
import type { Tx } from '../kit';
import { registerPersons } from '../participants/participant.commands';
import { listPersonalIds, loadPersons, loadRecords } from '../participants/participant.store';
import {
  DISAGREEMENT_LIMITS,
  documentRefusal,
  type KnownPerson,
  type Refusal,
  refusalTold,
  registerRefusal,
} from '../participants/person.rules';
import {
  maySee,
  orderReference,
  paidOrder,
  placeMembers,
  requireDistinctMembers,
  requireMembersOnce,
} from './household.rules';
import {
  countOrders,
  insertHousehold,
  insertOrder,
  listHouseholdsOf,
  listOrderMembers,
  listPlaces,
  listTakenReferences,
  loadHousehold,
  loadOrder,
  saveOrder,
} from './household.store';

/** Enrols a household: members who are not on record are registered, each with a social-insurance number. */
export const enrolHousehold = async (tx: Tx, command: EnrolHousehold): Promise<Household> => {
  const { members, communeCode, address } = command;
  requireDistinctMembers(members);
  const persons = await requireAgreement(tx, members);
  const registrations = members.map((person) => ({ person, known: persons.get(person.personalId) }));
  const records = await registerPersons(tx, registrations, { assignSiNumbers: true });
  const joined = members.flatMap((member) => records.get(member.personalId) ?? []);
  const elsewhere = await listHouseholdsOf(
    tx.db,
    joined.map((record) => record.participantId),
  );
  if (elsewhere.size > 0) {
    countRefusal(tx);
    const errors = joined.flatMap((record, index) =>
      elsewhere.has(record.participantId)
        ? [{ pointer: `/members/${index}`, detail: problemOf('household.member-elsewhere').title }]
        : [],
    );
    throw reject('household.member-elsewhere', { errors });
  }
  const householdId = newId();
  const memberIds = joined.map((record) => record.participantId);
  const enrolledBy = tenantText(tx.by.tenant);
  await insertHousehold(tx.db, { householdId, communeCode, address, enrolledBy, enrolledAt: tx.now, memberIds });
  const outcome = `${memberIds.length} members`;
  tx.audit({ action: 'household.enrol', target: `household:${householdId}`, outcome, after: memberIds });
  return {
    householdId,
    communeCode,
    members: joined.map(({ participantId, fullName }) => ({ participantId, fullName })),
  };
};

/** Households are refused as a whole, and undone; that somebody tried stays. */
const countRefusal = (tx: Tx): void =>
  tx.onRefusal((after) => noteDisagreements(after, { count: 1, target: 'household' }));

const refuse = (tx: Tx, index: number, refusal: Refusal): never => {
  const { code, field } = refusalTold(tx.by.tenant, refusal);
  throw reject(code, { errors: [{ pointer: `/members/${index}${field}`, detail: problemOf(code).title }] });
};

/** The members who are on record, locked. What is wrong in itself is refused first: for that nobody is compared. */
const requireAgreement = async (
  tx: Tx,
  members: EnrolHousehold['members'],
): Promise<ReadonlyMap<string, KnownPerson>> => {
  for (const [index, member] of members.entries()) {
    const refusal = documentRefusal(member);
    if (refusal !== undefined) refuse(tx, index, refusal);
  }
  await requireComparison(tx, DISAGREEMENT_LIMITS);
  const { persons, siNumberOwners } = await loadRecords(tx.db, {
    personalIds: members.map((member) => member.personalId),
    siNumbers: members.flatMap((member) => member.siNumber ?? []),
  });
  for (const [index, member] of members.entries()) {
    const { siNumber, personalId } = member;
    const siNumberOwner = siNumber === undefined ? undefined : siNumberOwners.get(siNumber);
    const refusal = registerRefusal(member, { known: persons.get(personalId), siNumberOwner });
    if (refusal === undefined) continue;
    countRefusal(tx);
    refuse(tx, index, refusal);
  }
  return persons;
};

/** How many references are tried: two orders of millions may meet at one, and hardly ever at the next. */
const TRIES = 5;

/**
 * The reference of the next order of a locked household, the first of a few that no order has: whoever approves it has seen
 * the one that it will have.
 */
const nextReference = async (tx: Tx, householdId: string): Promise<string> => {
  const orders = await countOrders(tx.db, householdId);
  const candidates = Array.from({ length: TRIES }, (_, tried) =>
    orderReference(createHash('sha256').update(`${householdId}|${orders}|${tried}`).digest()),
  );
  const taken = await listTakenReferences(tx.db, candidates);
  const free = candidates.find((reference) => !taken.has(reference));
  if (free === undefined) throw new Error('one of a few references is free');
  return free;
};

/** Orders insurance for members: places within the calendar year, pending cards, and a reference for the transfer. */
export const orderHouseholdInsurance = async (
  tx: Tx,
  householdId: string,
  command: OrderHouseholdInsurance,
): Promise<HouseholdOrder> => {
  const household = await loadHousehold(tx.db, householdId);
  if (household === undefined || !maySee(tx.by.tenant, household.enrolledBy)) throw reject('request.not-found');
  const { participantIds, months, initialFacilityCode } = command;
  requireMembersOnce(household.memberIds, participantIds);
  const orderedOn = vietNamDate(tx.now);
  const year = Number(orderedOn.slice(0, 4));
  const places = placeMembers(await listPlaces(tx.db, householdId, year), participantIds);
  const cards = await issueMemberCards(tx, participantIds, initialFacilityCode);
  const members = participantIds.map((participantId) => {
    const [place, card] = [places.get(participantId), cards.get(participantId)];
    if (place === undefined || card === undefined) throw new Error('every member has a place and a card');
    return { participantId, place, card };
  });
  const orderId = newId();
  const reference = await nextReference(tx, householdId);
  const placed = members.map(({ participantId, place, card }) => ({ participantId, place, cardId: card.cardId }));
  await insertOrder(tx.db, { orderId, reference, householdId, orderedOn, year, months, members: placed });
  const data = { orderId, reference, householdId, orderedOn, months, members: placed };
  tx.append(HouseholdInsuranceOrdered, data, { id: orderId, version: 1 });
  tx.audit({ action: 'household.order-insurance', target: `household:${householdId}`, outcome: orderId, after: data });
  return {
    orderId,
    householdId,
    reference,
    months,
    status: 'unpaid',
    members: members.map(({ participantId, place, card }) => ({ participantId, place, cardNumber: card.cardNumber })),
  };
};

const issueMemberCards = async (tx: Tx, participantIds: readonly string[], initialFacilityCode: string) => {
  const persons = await loadPersons(tx.db, await listPersonalIds(tx.db, participantIds));
  const cards = Map.groupBy(await loadCardsOf(tx.db, participantIds), (card) => card.participantId);
  const requests = [...persons.values()].map((holder) => {
    const ofHolder = cards.get(holder.participantId) ?? [];
    const present = ofHolder.find((card) => card.cardNumber.startsWith('GD'));
    return { holder, initialFacilityCode, cards: ofHolder, present };
  });
  const issued = await issueCards(tx, requests, { group: 'GD', on: vietNamDate(tx.now) });
  return new Map(issued.map((card) => [card.participantId, card]));
};

/** The premium of an order is paid: its cards become valid. A repeat changes nothing. */
export const payHouseholdOrder = async (tx: Tx, paid: HouseholdPremiumPaid): Promise<void> => {
  const order = await loadOrder(tx.db, paid.orderId);
  if (order === undefined) throw reject('request.not-found');
  const changed = paidOrder(order, paid.paidOn);
  if (changed === undefined) return;
  await saveOrder(tx.db, changed);
  const members = await listOrderMembers(tx.db, order.orderId);
  await activateHouseholdCards(tx, {
    cardIds: new Set(members.map(({ cardId }) => cardId)),
    participantIds: members.map(({ participantId }) => participantId),
    months: order.months,
    paidOn: paid.paidOn,
  });
};
