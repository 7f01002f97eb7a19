import { AppraisalRule, AppraisalRuleChange } from '@ansinh/contracts/health-insurance/api';
import { LocalDateText, vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import { z } from 'zod';
import { route } from '../../kit';
import { changeRule } from './setting.commands';
import { LISTING, SWITCHING } from './setting.examples';
import { listRules } from './setting.views';

export const appraisalRulesRoute = route({
  method: 'get',
  path: '/v1/appraisal-rules',
  summary: 'List the rules of the automatic appraisal with source, severity, dates and parameters',
  tag: 'Appraisal',
  permission: 'claim:read',
  query: z.object({
    /** Day of discharge; today in Viet Nam when absent. */
    date: LocalDateText.optional(),
  }),
  reply: z.array(AppraisalRule),
  example: LISTING,
  handle: (tx, { query }) => listRules(tx.db, query.date ?? vietNamDate(tx.now)),
});

export const changeAppraisalRuleRoute = route({
  method: 'put',
  path: '/v1/appraisal-rules/:code',
  summary: 'Switch a rule on or off, or set its parameters, for discharges from a day on, by two persons',
  tag: 'Appraisal',
  permission: 'appraisal:configure',
  params: z.object({ code: z.string().min(1).max(40) }),
  body: AppraisalRuleChange,
  reply: AppraisalRule,
  problems: ['request.invalid', 'request.not-found'],
  twoPersons: {
    decide: 'approval:decide',
    now: async (tx, { params, body }) => (await listRules(tx.db, body.from)).find(({ code }) => code === params.code),
  },
  example: SWITCHING,
  handle: (tx, { params, body }) => changeRule(tx, params.code, body),
});
