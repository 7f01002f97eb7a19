import type { ProblemCode } from '@ansinh/contracts/catalogue/problems';
import type { PersonInput } from '@ansinh/contracts/enrollment/api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { comparableName, personalIdConflict, type Sex } from '@ansinh/contracts/vocabulary/identifiers';

/** A person as the agency has them on record. */
export type KnownPerson = {
  readonly participantId: string;
  readonly personalId: string;
  readonly siNumber: string | null;
  readonly fullName: string;
  readonly birthDate: LocalDate;
  readonly sex: Sex;
  readonly version: number;
};

/** Why something of a list is refused; `field` is the JSON pointer below the person or row that was sent. */
export type Refusal = {
  readonly code: ProblemCode;
  readonly field: string;
  readonly params?: Readonly<Record<string, string>>;
};

export type PersonContext = {
  readonly known: KnownPerson | undefined;
  /** Participant id of whoever has the social-insurance number that was sent. */
  readonly siNumberOwner: string | undefined;
};

/**
 * Why the person that a partner sends cannot be taken for the person on record, or cannot be put on record.
 * Names are compared without accents and case, as on identity cards and bank accounts.
 */
export const personRefusal = (
  person: Pick<PersonInput, 'personalId' | 'siNumber' | 'fullName' | 'birthDate' | 'sex'>,
  { known, siNumberOwner }: PersonContext,
): Refusal | undefined => {
  if (personalIdConflict(person.personalId, person.sex, person.birthDate) !== undefined)
    return { code: 'participant.personal-id-conflict', field: '/personalId' };
  if (known !== undefined) {
    const differing = differingField(person, known);
    if (differing !== undefined) return { code: 'participant.identity-differs', field: differing };
  }
  if (person.siNumber === undefined) return undefined;
  if (known?.siNumber != null && known.siNumber !== person.siNumber)
    return { code: 'participant.si-number-differs', field: '/siNumber' };
  if (siNumberOwner !== undefined && siNumberOwner !== known?.participantId)
    return { code: 'participant.si-number-taken', field: '/siNumber' };
  return undefined;
};

const differingField = (
  person: Pick<PersonInput, 'fullName' | 'birthDate' | 'sex'>,
  known: KnownPerson,
): string | undefined => {
  if (person.birthDate !== known.birthDate) return '/birthDate';
  if (person.sex !== known.sex) return '/sex';
  return comparableName(person.fullName) === comparableName(known.fullName) ? undefined : '/fullName';
};

/** The record of a person who is put on it for the first time. */
export const newPerson = (
  person: PersonInput,
  { participantId, siNumber }: Pick<KnownPerson, 'participantId' | 'siNumber'>,
): KnownPerson => ({
  participantId,
  personalId: person.personalId,
  siNumber,
  fullName: person.fullName,
  birthDate: person.birthDate,
  sex: person.sex,
  version: 1,
});

/** The one move of a record: a missing social-insurance number becomes known. The same record when it was not missing. */
export const withSiNumber = (known: KnownPerson, siNumber: string | null): KnownPerson =>
  known.siNumber === siNumber ? known : { ...known, siNumber, version: known.version + 1 };
