import { Declaration, SubmitDeclaration } from '@ansinh/contracts/enrollment/api';
import { Id } from '@ansinh/contracts/vocabulary/identifiers';
import { z } from 'zod';
import { route } from '../kit';
import { readDeclaration, submitDeclaration } from './declaration.commands';
import { DECLARING, READING } from './declaration.examples';

export const declarationRoutes = [
  route({
    method: 'post',
    path: '/v1/employers/:employerId/declarations',
    summary: 'Declare workers (D02-LT)',
    description:
      'Up to 5,000 lines. Each line has its own outcome: a rejected line names its code and a pointer, and does not spoil the others. ' +
      'An employer declares by itself, an officer for any by two persons. ' +
      'What does not agree with the register is one answer for number, name, birth date and sex: `register.disagrees`; after many of them a day, `register.paused` until later.',
    tag: 'Employers',
    permission: 'employer:declare',
    params: z.object({ employerId: Id }),
    body: SubmitDeclaration,
    reply: Declaration,
    status: 201,
    idempotent: true,
    problems: ['request.not-found', 'participant.changed-meanwhile'],
    // An employer answers for its own list; in its name an officer neither gives a card nor takes one away alone.
    twoPersons: { decide: 'approval:decide', alone: ['employer'] },
    example: DECLARING,
    handle: (tx, { params, body }) => submitDeclaration(tx, params.employerId, body),
  }),
  route({
    method: 'get',
    path: '/v1/employers/:employerId/declarations/:declarationId',
    summary: 'Read the outcome of a declaration',
    tag: 'Employers',
    permission: 'employer:read',
    shows: 'person',
    params: z.object({ employerId: Id, declarationId: Id }),
    reply: Declaration,
    problems: ['request.not-found'],
    example: READING,
    effect: 'readDeclaration',
    handle: (tx, { params }) => readDeclaration(tx, params.employerId, params.declarationId),
  }),
];
