import type { ProblemDefinition } from '../wire/problem-definition';

/** What is refused where two persons are needed, in every service. Sorted by code. */
export const APPROVAL_PROBLEMS = {
  'approval.already-decided': {
    status: 409,
    title: 'This was decided already',
    fix: 'Read it: `status` and `decision` say by whom, when and how.',
  },
  'approval.changed': {
    status: 409,
    title: 'It would have another effect now than the one that was shown',
    fix: 'Nothing was done. `differs` names what is another by now, `refusal` what would be refused; who asked asks again by POST .../renewal, or withdraws it.',
  },
  'approval.digest-differs': {
    status: 409,
    title: 'This is not what was shown',
    fix: 'Read it again, and send the `digest` of what you have seen.',
  },
  'approval.expired': {
    status: 409,
    title: 'It was not decided in its term',
    fix: 'Ask for it anew: it is compared with what is known today.',
  },
  'approval.maker-gone': {
    status: 409,
    title: 'Who asked for it has no longer the rights to',
    fix: 'Nothing was done, and the request is refused: since `since` the account is closed, has lost a role, or its session is not its own. Whoever may asks for it anew.',
  },
  'approval.other-maker': {
    status: 403,
    title: 'Only who asked for it withdraws it',
    fix: 'Whoever may decide on it refuses it instead, with a reason.',
  },
  'approval.person-required': {
    status: 403,
    title: 'This takes a person who has signed in',
    fix: 'Sign in with your own account: a client of a machine neither asks for this nor decides on it.',
  },
  'approval.same-person': {
    status: 403,
    title: 'Whoever asked for it does not decide on it',
    fix: 'Another person decides; another account of the same person is not another person.',
  },
  'approval.too-many': {
    status: 409,
    title: 'As much of yours waits as one person may have waiting',
    fix: 'Let some of it be decided, or take back what is not needed any more: GET /v1/approvals?madeBy=... lists it. `max` is how many wait at a time in this service, `maxBytes` how large their files are together.',
  },
  'approval.two-factors-required': {
    status: 403,
    title: 'Whoever decides has signed in with two factors',
    fix: 'Sign in again, with a passkey or a one-time code.',
  },
} as const satisfies Record<string, ProblemDefinition>;
