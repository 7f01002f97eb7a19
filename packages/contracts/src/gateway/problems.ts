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
    fix: 'Send the secret that is valid now as `currentSecret`, or an assertion by a key that is valid now, made for this platform and used once, as `clientAssertion`.',
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
