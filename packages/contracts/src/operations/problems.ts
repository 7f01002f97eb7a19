import type { ProblemDefinition } from '../wire/problem-definition';

/** What operators are refused, in every service. Sorted by code. */
export const OPERATIONS_PROBLEMS = {
  'dead-letter.already-replayed': {
    status: 409,
    title: 'This dead letter was replayed and took effect',
    fix: 'Only an open letter can be discarded; read its history.',
  },
  'dead-letter.discarded': {
    status: 409,
    title: 'This dead letter was discarded',
    fix: 'Only an open letter can be replayed; read its history for who discarded it and why.',
  },
  'dead-letter.older-first': {
    status: 409,
    title: 'An older letter of the same thing is still open',
    fix: 'Replay or discard the letter named in `olderId` first: events of one thing take effect in their order.',
  },
  'job.already-done': {
    status: 409,
    title: 'This job is done',
    fix: 'Only a job that is not done can be cancelled; what it did is undone by an act of its own.',
  },
  'job.another-waits': {
    status: 409,
    title: 'Another job of the same key is queued already',
    fix: 'Wait for that one: it does the same. Cancel this one, with a reason.',
  },
  'job.not-failed': {
    status: 409,
    title: 'This job has not failed',
    fix: 'Only a failed job can be tried again; one that waits, runs or is to be tried again goes on by itself.',
  },
} as const satisfies Record<string, ProblemDefinition>;
