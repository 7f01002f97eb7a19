import {
  KnownLawParameter,
  LawHistory,
  LawList,
  LawValueSet,
  SetLawValue,
  WithdrawLawValue,
} from '@ansinh/contracts/enrollment/law.api';
import { LocalDateText } from '@ansinh/contracts/vocabulary/calendar';
import { z } from 'zod';
import { route } from '../kit';
import { setLawValue, withdrawLawValue } from './law-value.commands';
import { LISTING, READING, SETTING, WITHDRAWING } from './law-value.examples';
import { getLawHistory, listLaw } from './law-value.views';

const TAG = 'Law';
const ParameterParams = z.object({ parameter: KnownLawParameter });
const ValueParams = z.object({ parameter: KnownLawParameter, firstDay: LocalDateText });

export const lawValueRoutes = [
  route({
    method: 'get',
    path: '/v1/law',
    summary: 'List the numbers and tables of the law that change by date, each with what holds from when to when',
    description: 'As they are known now, or as they were known at the end of a day.',
    tag: TAG,
    permission: 'law:read',
    query: z.object({ knownOn: LocalDateText.optional() }),
    reply: LawList,
    example: LISTING,
    handle: (tx, { query }) => listLaw(tx.db, query.knownOn),
  }),
  route({
    method: 'get',
    path: '/v1/law/:parameter',
    summary: 'Read what was known of a number of the law, by whom and since when, the newest first',
    tag: TAG,
    permission: 'law:read',
    params: ParameterParams,
    reply: LawHistory,
    example: READING,
    handle: (tx, { params }) => getLawHistory(tx.db, params.parameter),
  }),
  route({
    method: 'put',
    path: '/v1/law/:parameter/:firstDay',
    summary: 'Enter what a number of the law is from a day on, by two persons',
    description:
      'The same again changes nothing; anything else is kept beside what was known before. What was computed by another value stays as it is: a day in the past needs a note.',
    tag: TAG,
    permission: 'law:set',
    params: ValueParams,
    body: SetLawValue,
    reply: LawValueSet,
    problems: ['law.first-day-wrong', 'law.note-missing'],
    twoPersons: { decide: 'approval:decide', now: (tx, { params }) => getLawHistory(tx.db, params.parameter) },
    example: SETTING,
    handle: (tx, { params, body }) => setLawValue(tx, params, body),
  }),
  route({
    method: 'post',
    path: '/v1/law/:parameter/:firstDay/withdrawal',
    summary: 'Withdraw a value of the law, by two persons: the one before it holds on',
    tag: TAG,
    permission: 'law:set',
    params: ValueParams,
    body: WithdrawLawValue,
    reply: LawHistory,
    idempotent: true,
    problems: ['law.nothing-before', 'request.not-found'],
    twoPersons: { decide: 'approval:decide', now: (tx, { params }) => getLawHistory(tx.db, params.parameter) },
    example: WITHDRAWING,
    handle: async (tx, { params, body }) => {
      await withdrawLawValue(tx, params, body);
      return getLawHistory(tx.db, params.parameter);
    },
  }),
];
