import type { ProblemDefinition } from '../wire/problem-definition';

/** What the enrollment service refuses. Sorted by code. */
export const ENROLLMENT_PROBLEMS = {
  'calendar-day.no-working-day': {
    status: 422,
    title: 'Too many days in a row would be without work',
    fix: 'At most `maxDays` days in a row may be free; check the day, or withdraw another one first.',
  },
  'calendar-day.not-a-weekend': {
    status: 422,
    title: 'Only a weekend is worked in place of another day',
    fix: 'Send a Saturday or Sunday, or withdraw the day off that was entered by mistake.',
  },
  'card.before-birth': {
    status: 422,
    title: 'The card begins before its holder was born',
    fix: 'Compare the card with the person: a card begins on the day of birth at the earliest.',
  },
  'card.begins-too-late': {
    status: 422,
    title: 'The card begins too long after today',
    fix: 'A register holds cards that are valid, were valid or begin soon (`card-groups` of the law); send this one later.',
  },
  'card.dates-reversed': {
    status: 422,
    title: 'The card ends before it begins',
    fix: 'Send `validFrom` not later than `validTo`.',
  },
  'card.ends-too-late': {
    status: 422,
    title: 'The card is valid for longer than its group allows',
    fix: 'Compare the last day with the card; how far ahead a card of a group may reach stands in the law (`card-groups`).',
  },
  'card.five-years-differ': {
    status: 422,
    title: 'The day on which five years are full does not fit the card or the age of its holder',
    fix: 'Five years are full five years after birth at the earliest, and five years after the first day of the card at the latest.',
  },
  'card.group-unknown': {
    status: 422,
    title: 'No group of cards has these letters with this digit',
    fix: 'Send the number as printed; groups and their digits stand in the law (`card-groups`).',
  },
  'card.number-differs': {
    status: 422,
    title: 'The card number does not end with the social-insurance number of its holder',
    fix: 'Compare the card with the person; send the number as printed.',
  },
  'card.number-taken': {
    status: 409,
    title: 'This card number belongs to another person',
    fix: 'Compare the card with the person; send the number as printed.',
  },
  'card.outside-group': {
    status: 422,
    title: 'The holder has not the age of this group of cards',
    fix: 'Compare the card with the person; the ages of groups stand in the law (`card-groups`).',
  },
  'declaration.month-out-of-range': {
    status: 422,
    title: 'The month is outside of what can be declared',
    fix: 'Declare a month from `earliest` to `latest`.',
  },
  'declaration.person-repeated': {
    status: 422,
    title: 'The list names this person twice',
    fix: 'Keep one line for a person; send the next change in another declaration.',
  },
  'declaration.wage-below-floor': {
    status: 422,
    title: 'The wage is below the legal floor of the month',
    fix: 'Declare at least `floorVnd`; a lower wage is not insured by law.',
  },
  'employer.already-registered': {
    status: 409,
    title: 'This unit code is registered already',
    fix: 'Use the employer named in `employerId`.',
  },
  'employer.foreign-unit-code': {
    status: 403,
    title: 'An employer registers its own unit code only',
    fix: 'Use the token of that employer, or ask an officer.',
  },
  'household.member-elsewhere': {
    status: 409,
    title: 'A member belongs to another household already',
    fix: 'Leave out the members at `errors`, or use their household.',
  },
  'household.member-repeated': {
    status: 422,
    title: 'The household names a person twice',
    fix: 'Keep one entry for a person.',
  },
  'household.not-a-member': {
    status: 422,
    title: 'This person is not a member of the household',
    fix: 'Order for members of the household only.',
  },
  'law.first-day-wrong': {
    status: 422,
    title: 'A value of this parameter does not begin on such a day',
    fix: 'Send a first day as `span` says: any day, the first of a month, or 1 January.',
  },
  'law.note-missing': {
    status: 422,
    title: 'The value begins in the past, and nothing says why it was not known before',
    fix: 'Send `note`. What was computed by the old value stays until somebody decides on it.',
  },
  'law.nothing-before': {
    status: 409,
    title: 'Without this value days would have no law',
    fix: 'Send the right value for the same first day, in place of withdrawing it.',
  },
  'participant.changed-meanwhile': {
    status: 409,
    title: 'Another request changed the same person at this moment',
    fix: 'Send the same request again.',
    retryable: true,
  },
  'participant.identity-differs': {
    status: 409,
    title: 'The agency knows this personal id with another name, birth date or sex',
    fix: 'Compare with the identity card; if the agency is wrong, ask an officer to correct the record.',
  },
  'participant.personal-id-conflict': {
    status: 422,
    title: 'The personal id does not fit sex or year of birth',
    fix: 'The fourth to sixth digits carry century, sex and year of birth: mend the id or the other fields.',
  },
  'participant.si-number-differs': {
    status: 409,
    title: 'The agency knows this person with another social-insurance number',
    fix: 'Leave the number out, or send the one that the agency gave.',
  },
  'participant.si-number-taken': {
    status: 409,
    title: 'This social-insurance number belongs to another person',
    fix: 'Leave the number out, or send the right one.',
  },
  'participation.already-open': {
    status: 409,
    title: 'This worker is declared at this employer already',
    fix: 'Send `changeWage` for a new wage, or `stop` before a new start.',
  },
  'participation.month-before-start': {
    status: 409,
    title: 'The month lies before what is already declared for this worker',
    fix: 'Declare a month from `earliest` on.',
  },
  'participation.none-open': {
    status: 409,
    title: 'This worker is not declared at this employer',
    fix: 'Send `start` first.',
  },
} as const satisfies Record<string, ProblemDefinition>;
