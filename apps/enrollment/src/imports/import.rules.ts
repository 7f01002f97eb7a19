import type { PersonInput } from '@ansinh/contracts/enrollment/api';
import type { ImportRow } from '@ansinh/contracts/enrollment/imports.api';
import { cardParts } from '@ansinh/contracts/vocabulary/identifiers';
import type { Law } from '@ansinh/contracts/vocabulary/law/registry';
import { type CardState, fiveYearsFrom } from '../cards/card.rules';
import { type KnownPerson, personRefusal, type Refusal } from '../participants/person.rules';
import { coverRefusal, type ImportedCard, type Today } from './cover.rules';
import type { ReadRow } from './file/row.rules';

/** What the agency has on record about the rows of a file. Owners are participant ids. */
export type ImportRecords = {
  readonly persons: ReadonlyMap<string, KnownPerson>;
  readonly siNumberOwners: ReadonlyMap<string, string>;
  readonly cardOwners: ReadonlyMap<string, string>;
};

export type PlannedPerson = {
  readonly person: PersonInput;
  readonly known: KnownPerson | undefined;
  readonly cards: readonly ImportedCard[];
};

/** A row that brings something new, one that brings nothing, and one that cannot be right. */
export type ImportedRow = ReadRow & {
  /** As the register and the rows before it know the person. */
  readonly known: KnownPerson | undefined;
  /** With what the row brings. */
  readonly record: KnownPerson;
  readonly card: ImportedCard | undefined;
};
export type UnchangedRow = ReadRow & { readonly known: KnownPerson };
export type RefusedRow = ReadRow & { readonly known: KnownPerson | undefined; readonly refusal: Refusal };

export type ImportPlan = {
  readonly planned: readonly PlannedPerson[];
  readonly imported: readonly ImportedRow[];
  readonly unchanged: readonly UnchangedRow[];
  readonly refused: readonly RefusedRow[];
};

/** The number that the row gives, or that its card carries. */
export const siNumberOf = ({ siNumber, card }: ImportRow): string | undefined =>
  siNumber ?? (card === undefined ? undefined : cardParts(card.cardNumber).siNumber);

/** What is known while a file is decided: the records, and what its rows have brought so far. */
type Register = {
  readonly persons: Map<string, KnownPerson>;
  readonly siNumberOwners: Map<string, string>;
  readonly cardOwners: Map<string, string>;
};

const cardRefusal = (row: ImportRow, register: Register, scene: Today): Refusal | undefined => {
  const { card, personalId, birthDate } = row;
  if (card === undefined) return undefined;
  const known = register.persons.get(personalId);
  const owner = register.cardOwners.get(card.cardNumber);
  // On record it was judged on the day on which it came.
  if (owner !== undefined && owner === known?.participantId) return undefined;
  const wrong = coverRefusal(card, birthDate, scene);
  if (wrong !== undefined) return wrong;
  const siNumber = known?.siNumber ?? row.siNumber;
  if (siNumber !== undefined && cardParts(card.cardNumber).siNumber !== siNumber)
    return { code: 'card.number-differs', field: '/card/cardNumber' };
  return owner === undefined ? undefined : { code: 'card.number-taken', field: '/card/cardNumber' };
};

/** A row with the number that it gives or that its card carries. */
type SentRow = ReadRow & { readonly person: PersonInput };

const sentRow = ({ line, row }: ReadRow): SentRow => {
  const { card: _card, ...input } = row;
  const siNumber = siNumberOf(row);
  return { line, row, person: siNumber === undefined ? input : { ...input, siNumber } };
};

const refusalOf = ({ row, person }: SentRow, register: Register, scene: Today): Refusal | undefined => {
  const known = register.persons.get(row.personalId);
  const siNumberOwner = person.siNumber === undefined ? undefined : register.siNumberOwners.get(person.siNumber);
  return cardRefusal(row, register, scene) ?? personRefusal(person, { known, siNumberOwner });
};

/** The record that a row will make, for the rows after it. Its id stands in until it is registered. */
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
const newCardOf = ({ card }: ImportRow, register: Register): ImportedCard | undefined =>
  card === undefined || register.cardOwners.has(card.cardNumber) ? undefined : card;

const remember = (person: PersonInput, { record, card }: ImportedRow, register: Register): void => {
  register.persons.set(person.personalId, record);
  if (person.siNumber !== undefined) register.siNumberOwners.set(person.siNumber, record.participantId);
  if (card !== undefined) register.cardOwners.set(card.cardNumber, record.participantId);
};

/** What several rows bring of one person is one plan. */
const joined = (
  before: PlannedPerson | undefined,
  { person }: SentRow,
  { known, card }: ImportedRow,
): PlannedPerson => {
  const { siNumber } = person;
  return {
    person: { ...person, ...before?.person, ...(siNumber === undefined ? {} : { siNumber }) },
    known: before === undefined ? known : before.known,
    cards: [...(before?.cards ?? []), ...(card === undefined ? [] : [card])],
  };
};

/**
 * Decides the rows of a file one after the other; what a row brings counts for the rows after it. Nothing on record is
 * changed by an import: a row adds a person, a missing social-insurance number or a card, or it is unchanged or refused.
 */
export const planImport = (rows: readonly ReadRow[], records: ImportRecords, scene: Today): ImportPlan => {
  const register: Register = {
    persons: new Map(records.persons),
    siNumberOwners: new Map(records.siNumberOwners),
    cardOwners: new Map(records.cardOwners),
  };
  const planned = new Map<string, PlannedPerson>();
  const imported: ImportedRow[] = [];
  const unchanged: UnchangedRow[] = [];
  const refused: RefusedRow[] = [];
  for (const sent of rows.map(sentRow)) {
    const { line, row, person } = sent;
    const known = register.persons.get(row.personalId);
    const refusal = refusalOf(sent, register, scene);
    const card = newCardOf(row, register);
    const learnsNumber = known?.siNumber === null && person.siNumber !== undefined;
    if (refusal !== undefined) refused.push({ line, row, known, refusal });
    else if (known !== undefined && card === undefined && !learnsNumber) unchanged.push({ line, row, known });
    else {
      const brought = { line, row, known, record: recordToBe(person, known), card };
      imported.push(brought);
      planned.set(row.personalId, joined(planned.get(row.personalId), sent, brought));
      remember(person, brought, register);
    }
  }
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
