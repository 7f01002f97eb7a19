import type { ProblemDefinition } from '../wire/problem-definition';

/** What the gateway service refuses. Sorted by code. */
export const GATEWAY_PROBLEMS = {
  'account.closed': {
    status: 409,
    title: 'The account is closed',
    fix: 'Add another account; one that was closed is not opened again.',
  },
  'account.exists': {
    status: 409,
    title: 'An account with this user name exists',
    fix: 'Choose another user name; none is given twice.',
  },
  'account.invitation-invalid': {
    status: 422,
    title: 'These codes open no account',
    fix: 'Send both codes as two different administrators gave them, within 72 hours; else ask both for new ones.',
  },
  'account.last-administrators': {
    status: 409,
    title: 'Fewer than two administrators would be left',
    fix: 'Add another administrator first (POST /v1/staff), who opens the account; then close this one. Signing out works at once.',
  },
  'account.own-invitation': {
    status: 403,
    title: 'Nobody draws a code for an account of the own',
    fix: 'Ask two other administrators for the codes.',
  },
  'account.password-wrong': {
    status: 422,
    title: 'The current password is not this one',
    fix: 'Send the password with which you signed in; who has forgotten it asks two administrators for new codes.',
  },
  'account.roles-invalid': {
    status: 422,
    title: 'These roles do not fit together',
    fix: 'Give each role of a tenant once for each day, with a last day that is not before the first.',
  },
  'citizen.level-too-low': {
    status: 403,
    title: 'The electronic identity is of level 1',
    fix: 'Have the identity raised to level 2 at the police, and sign in again; a record is shown to nobody who is known less surely.',
  },
  'client.already-registered': {
    status: 409,
    title: 'A client with this id exists',
    fix: 'Choose another clientId; the id of a client is never given twice.',
  },
  'client.national-account-taken': {
    status: 409,
    title: 'This national user name belongs to another client',
    fix: 'Choose another nationalUsername.',
  },
  'client.not-disabled': {
    status: 409,
    title: 'This client is not disabled',
    fix: 'Read it first: there is nothing to enable.',
  },
  'client.proof-refused': {
    status: 403,
    title: 'This does not prove that you are the client',
    fix: 'Send the secret that is valid now as `currentSecret`, or an assertion by a key that is valid now, made for the address of this operation and used once, as `clientAssertion`.',
  },
  'client.role-reserved': {
    status: 403,
    title: 'Clients of this role are not registered here',
    fix: 'The people of the agency are named in the configuration of the installation, not by one of them.',
  },
  'invitation.not-usable': {
    status: 410,
    title: 'This invitation cannot be opened, or not any more',
    fix: 'Check that the whole code was sent. It works once, for 72 hours, and a newer one takes its place. If you have not opened it yourself, tell the agency at once; else ask it for a new one.',
  },
  'one-time-code.refused': {
    status: 422,
    title: 'This one-time code is not taken',
    fix: 'Send the code that the app shows now; each code is taken once. See whether the clock of the device is right.',
  },
  'passkey.refused': {
    status: 422,
    title: 'This passkey is not taken',
    fix: 'Ask for new options and let the device answer them within five minutes, at the address of this platform.',
  },
  'password.refused': {
    status: 422,
    title: 'This password is not taken',
    fix: 'Choose 12 to 128 characters, no password that many people use, and not the own name: `reason` says what it was.',
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
  'sign-in.code-needed': {
    status: 401,
    title: 'The second factor is missing',
    fix: 'Send a one-time code, or the answer of a passkey, together with user name and password.',
  },
  'sign-in.locked': {
    status: 429,
    title: 'Too many wrong sign-ins: no password is looked at for a while',
    fix: 'Wait for Retry-After. Waiting grows with each wrong one, to a quarter of an hour, and ends by itself.',
    retryable: true,
  },
  'sign-in.refused': {
    status: 401,
    title: 'User name, password or code is wrong, or the account is closed',
    fix: 'Check what was sent; which of them it was is not told. Two administrators give new codes for a lost password.',
  },
  'signing-key.of-settings': {
    status: 409,
    title: 'The signing keys of this installation stand in its settings',
    fix: 'Put the new key into SIGNING_KEYS with the moment from which it signs (signsFrom), at least 15 minutes ahead, and start the replicas one after the other.',
  },
  'signing-key.rolls-over': {
    status: 409,
    title: 'A roll-over of the signing keys is under way',
    fix: 'Wait until the key that follows signs: `signsFrom` says when.',
  },
} as const satisfies Record<string, ProblemDefinition>;
