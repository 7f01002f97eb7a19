import type { ImportRow, PersonInput } from '@ansinh/contracts/enrollment/api';
import { cardParts } from '@ansinh/contracts/vocabulary/identifiers';
import { CARD_TERMS } from '@ansinh/contracts/vocabulary/law/health';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import { type CardState, fiveYearsFrom } from '../cards/card.rules';
import { type KnownPerson, personRefusal, type Refusal } from '../participants/person.rules';

export type ReadRow = { readonly line: number; readonly row: ImportRow };
export type RefusedRow = { readonly line: number; readonly refusal: Refusal };
type ImportedCard = NonNullable<ImportRow['card']>;

/** What the agency has on record about the rows of a batch. Owners are participant ids. */
export type BatchRecords = {
  readonly persons: ReadonlyMap<string, KnownPerson>;
  readonly siNumberOwners: ReadonlyMap<string, string>;
  readonly cardOwners: ReadonlyMap<string, string>;
};

export type PlannedPerson = {
  readonly person: PersonInput;
  readonly known: KnownPerson | undefined;
  readonly cards: readonly ImportedCard[];
};

export type BatchPlan = {
  readonly planned: readonly PlannedPerson[];
  /** Rows that bring something new, rows that bring nothing, and rows that cannot be right. */
  readonly imported: number;
  readonly unchanged: number;
  readonly refused: readonly RefusedRow[];
};

/** The number that the row gives, or that its card carries. */
export const siNumberOf = ({ siNumber, card }: ImportRow): string | undefined =>
  siNumber ?? (card === undefined ? undefined : cardParts(card.cardNumber).siNumber);

/** No card is older than the law that is kept of them. */
const FIRST_CARDS = CARD_TERMS[0]?.from ?? '';

/** What is known while a batch is decided: the records, and what its rows have brought so far. */
type Register = {
  readonly persons: Map<string, KnownPerson>;
  readonly siNumberOwners: Map<string, string>;
  readonly cardOwners: Map<string, string>;
};

const cardRefusal = (row: ImportRow, register: Register): Refusal | undefined => {
  const { card, personalId } = row;
  if (card === undefined) return undefined;
  if (card.validFrom < FIRST_CARDS) return { code: 'request.invalid', field: '/card/validFrom' };
  if (card.validFrom > card.validTo) return { code: 'card.dates-reversed', field: '/card/validFrom' };
  const known = register.persons.get(personalId);
  const siNumber = known?.siNumber ?? row.siNumber;
  if (siNumber !== undefined && cardParts(card.cardNumber).siNumber !== siNumber)
    return { code: 'card.number-differs', field: '/card/cardNumber' };
  const owner = register.cardOwners.get(card.cardNumber);
  return owner === undefined || owner === known?.participantId
    ? undefined
    : { code: 'card.number-taken', field: '/card/cardNumber' };
};

const refusalOf = (row: ImportRow, person: PersonInput, register: Register): Refusal | undefined => {
  const known = register.persons.get(row.personalId);
  const siNumberOwner = person.siNumber === undefined ? undefined : register.siNumberOwners.get(person.siNumber);
  return cardRefusal(row, register) ?? personRefusal(person, { known, siNumberOwner });
};

/** The record that a row of this batch will make, for the rows after it. Its id stands in until it is registered. */
const recordToBe = (person: PersonInput, known: KnownPerson | undefined): KnownPerson => ({
  participantId: known?.participantId ?? `row:${person.personalId}`,
  personalId: person.personalId,
  siNumber: known?.siNumber ?? person.siNumber ?? null,
  fullName: known?.fullName ?? person.fullName,
  birthDate: person.birthDate,
  sex: person.sex,
  version: known?.version ?? 0,
});

/** The card that the row brings, unless it is on record. */
const newCardsOf = ({ card }: ImportRow, register: Register): ImportedCard[] =>
  card === undefined || register.cardOwners.has(card.cardNumber) ? [] : [card];

const bringsNothing = (person: PersonInput, cards: readonly ImportedCard[], register: Register): boolean => {
  const known = register.persons.get(person.personalId);
  const learnsNumber = known?.siNumber === null && person.siNumber !== undefined;
  return known !== undefined && cards.length === 0 && !learnsNumber;
};

const remember = (person: PersonInput, cards: readonly ImportedCard[], register: Register): void => {
  const record = recordToBe(person, register.persons.get(person.personalId));
  register.persons.set(person.personalId, record);
  if (person.siNumber !== undefined) register.siNumberOwners.set(person.siNumber, record.participantId);
  for (const { cardNumber } of cards) register.cardOwners.set(cardNumber, record.participantId);
};

/**
 * Decides the rows of a batch one after the other; what a row brings counts for the rows after it. Nothing on record is
 * changed by an import: a row adds a person, a missing social-insurance number or a card, or it is unchanged or refused.
 */
export const planBatch = (rows: readonly ReadRow[], records: BatchRecords): BatchPlan => {
  const register: Register = {
    persons: new Map(records.persons),
    siNumberOwners: new Map(records.siNumberOwners),
    cardOwners: new Map(records.cardOwners),
  };
  const planned = new Map<string, PlannedPerson>();
  const refused: RefusedRow[] = [];
  let unchanged = 0;
  for (const { line, row } of rows) {
    const { card: _card, ...input } = row;
    const siNumber = siNumberOf(row);
    const person: PersonInput = siNumber === undefined ? input : { ...input, siNumber };
    const refusal = refusalOf(row, person, register);
    const cards = newCardsOf(row, register);
    if (refusal !== undefined) {
      refused.push({ line, refusal });
    } else if (bringsNothing(person, cards, register)) {
      unchanged += 1;
    } else {
      const before = planned.get(row.personalId);
      planned.set(row.personalId, {
        person: { ...person, ...before?.person, ...(siNumber === undefined ? {} : { siNumber }) },
        known: records.persons.get(row.personalId),
        cards: [...(before?.cards ?? []), ...cards],
      });
      remember(person, cards, register);
    }
  }
  const imported = rows.length - unchanged - refused.length;
  return { planned: [...planned.values()], imported, unchanged, refused };
};

/** A card that the present register brings: in force, with the dates that it prints. */
export const importedCard = (
  card: ImportedCard,
  ids: { readonly cardId: string; readonly participantId: string },
  law: Law,
): CardState => ({
  ...ids,
  cardNumber: card.cardNumber,
  status: 'active',
  initialFacilityCode: card.initialFacilityCode,
  validFrom: card.validFrom,
  validTo: card.validTo,
  fiveYearsOn: card.fiveYearsOn ?? fiveYearsFrom(card.validFrom, law),
  withdrawnFrom: null,
  version: 1,
});
