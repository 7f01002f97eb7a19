import type { ProblemCode } from '@ansinh/contracts/catalogue/problems';
import type { PersonInput } from '@ansinh/contracts/enrollment/api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import { comparableName, personalIdConflict, type Sex } from '@ansinh/contracts/vocabulary/identifiers';
import type { Tenant } from '@ansinh/contracts/wire/permissions';

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

/** What of a refusal tells that somebody is on record, and with what. */
const DISAGREEMENTS: ReadonlySet<string> = new Set<ProblemCode>([
  'participant.identity-differs',
  'participant.si-number-differs',
  'participant.si-number-taken',
]);

export const isDisagreement = ({ code }: { readonly code?: string | undefined }): boolean =>
  code !== undefined && DISAGREEMENTS.has(code);

/** As who sent it is told: a partner never which of number, name, birth date and sex it was, nor what the register holds. */
export const refusalTold = (to: Tenant, refusal: Refusal): Refusal =>
  to.kind !== 'agency' && isDisagreement(refusal) ? { code: 'register.disagrees', field: '' } : refusal;

/** Lists of workers and households: what a careful partner gets wrong on a day, and then ten more after each pause. */
export const DISAGREEMENT_LIMITS = { freeADay: 100, eachTime: 10, pauseMs: 600_000 } as const;

export type PersonContext = {
  readonly known: KnownPerson | undefined;
  /** Participant id of whoever has the social-insurance number that was sent. */
  readonly siNumberOwner: string | undefined;
};

type Identity = Pick<PersonInput, 'personalId' | 'siNumber' | 'fullName' | 'birthDate' | 'sex'>;

/** Why what is sent of a person cannot be right in itself, whoever is on record. */
export const documentRefusal = ({ personalId, sex, birthDate }: Identity): Refusal | undefined =>
  personalIdConflict(personalId, sex, birthDate) === undefined
    ? undefined
    : { code: 'participant.personal-id-conflict', field: '/personalId' };

/**
 * Why the person that is sent cannot be taken for the person on record. It is asked last of all: else who sends what is
 * refused anyway would learn of it without any effect.
 * Names are compared without accents and case, as on identity cards and bank accounts.
 */
export const registerRefusal = (person: Identity, { known, siNumberOwner }: PersonContext): Refusal | undefined => {
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

/** Why the person that is sent cannot be taken for the person on record, or cannot be put on record. */
export const personRefusal = (person: Identity, context: PersonContext): Refusal | undefined =>
  documentRefusal(person) ?? registerRefusal(person, context);

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
