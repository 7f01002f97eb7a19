import { reject } from '@ansinh/contracts/catalogue/problems';
import { ClosedPeriod, SettlementRecord } from '@ansinh/contracts/health-insurance/settlements.api';
import { QuarterText } from '@ansinh/contracts/vocabulary/calendar';
import { z } from 'zod';
import { route } from '../../kit';
import { closePeriod } from './period.commands';
import { CLOSING, READING_RECORDS } from './period.examples';
import { findSettlementRecords } from './period.views';

const closePeriodRoute = route({
  method: 'post',
  path: '/v1/periods/:quarter/closing',
  summary: 'Close the accounts of a quarter, by two persons, and write the settlement record (06/BH) of every facility',
  tag: 'Settlements',
  permission: 'settlement:approve',
  params: z.object({ quarter: QuarterText }),
  reply: ClosedPeriod,
  status: 201,
  idempotent: true,
  problems: ['period.already-closed', 'period.not-over', 'period.open-claims'],
  twoPersons: { decide: 'approval:decide' },
  example: CLOSING,
  handle: (tx, { params }) => closePeriod(tx, params.quarter),
});

const settlementRecordsRoute = route({
  method: 'get',
  path: '/v1/periods/:quarter/settlement-records',
  summary: 'Read the settlement records (06/BH) of a closed quarter; a facility reads its own',
  tag: 'Settlements',
  permission: 'settlement:read',
  params: z.object({ quarter: QuarterText }),
  reply: z.object({ items: z.array(SettlementRecord) }),
  problems: ['request.not-found'],
  example: READING_RECORDS,
  handle: async (tx, { params }) => {
    const items = await findSettlementRecords(tx.db, tx.by, params.quarter);
    if (items === undefined) throw reject('request.not-found', params);
    return { items };
  },
});

export const periodRoutes = [closePeriodRoute, settlementRecordsRoute];
