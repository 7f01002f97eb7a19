import type { ProblemDefinition } from '../wire/problem-definition';

/** What the gateway service refuses. Sorted by code. */
export const GATEWAY_PROBLEMS = {
  'client.already-registered': {
    status: 409,
    title: 'A client with this id exists',
    fix: 'Choose another clientId; the id of a client is never given twice.',
  },
  'client.national-account-taken': {
    status: 409,
    title: 'This national user name belongs to another client',
    fix: 'Choose another nationalAccount.username.',
  },
  'client.role-reserved': {
    status: 403,
    title: 'Clients of this role are not registered here',
    fix: 'The people of the agency are named in the configuration of the installation, not by one of them.',
  },
  'session.ended': {
    status: 401,
    title: 'The session is over',
    fix: 'Sign in again at /session/sign-in; a session ends after eight hours, or half an hour without use.',
  },
  'session.foreign-request': {
    status: 403,
    title: 'This request was not made by a page of this platform',
    fix: 'Call with the cookie from pages of the same origin alone; a program sends a token as `Authorization: Bearer`.',
  },
} as const satisfies Record<string, ProblemDefinition>;
