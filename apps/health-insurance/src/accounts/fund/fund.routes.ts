import { reject } from '@ansinh/contracts/catalogue/problems';
import { Budget, BudgetYear, FundControl, SetBudget } from '@ansinh/contracts/health-insurance/accounts/fund.api';
import { FacilityCode } from '@ansinh/contracts/vocabulary/identifiers';
import { inDigits } from '@ansinh/contracts/vocabulary/numbers';
import { z } from 'zod';
import { route } from '../../kit';
import { setBudget } from './budget.commands';
import { READING_FUND, SETTING_BUDGET } from './fund.examples';
import { findBudgetView, readFundControl } from './fund.views';

const DEVIATION_PERCENT = 20;

const setBudgetRoute = route({
  method: 'put',
  path: '/v1/facilities/:facilityCode/budgets/:year',
  summary: 'Set what a facility may cost the fund in a year, or set it anew, by two persons',
  tag: 'Fund control',
  permission: 'settlement:approve',
  params: z.object({ facilityCode: FacilityCode, year: BudgetYear }),
  body: SetBudget,
  reply: Budget,
  problems: ['request.not-found'],
  twoPersons: { decide: 'approval:decide', now: (tx, { params }) => findBudgetView(tx, params) },
  example: SETTING_BUDGET,
  handle: async (tx, { params, body }) => {
    const budget = await setBudget(tx, { ...params, ...body });
    if (budget === undefined) throw reject('request.not-found', { facilityCode: params.facilityCode });
    return budget;
  },
});

const fundControlRoute = route({
  method: 'get',
  path: '/v1/fund-control',
  summary: 'Read budget, spending by month, forecast and alarms of a year; a facility reads its own',
  tag: 'Fund control',
  permission: 'settlement:read',
  query: z.object({
    year: BudgetYear,
    facilityCode: FacilityCode.optional(),
    deviationPercent: inDigits(z.int().min(1).max(1_000))
      .default(DEVIATION_PERCENT)
      .describe(`${DEVIATION_PERCENT} when absent`),
  }),
  reply: FundControl,
  example: READING_FUND,
  handle: (tx, { query }) => readFundControl(tx, query),
});

export const fundRoutes = [setBudgetRoute, fundControlRoute];
