import { ApproveSettlement, Settlement } from '@ansinh/contracts/health-insurance/settlements.api';
import { YearMonthText } from '@ansinh/contracts/vocabulary/calendar';
import { FacilityCode } from '@ansinh/contracts/vocabulary/identifiers';
import { PageQuery, pageOf } from '@ansinh/contracts/wire/common.api';
import { route } from '../../kit';
import { approveSettlement } from './settlement.commands';
import { APPROVING, LISTING } from './settlement.examples';
import { listSettlements } from './settlement.views';

const approveSettlementRoute = route({
  method: 'post',
  path: '/v1/settlements',
  summary: 'Approve what the fund owes a facility for the accepted claims of a month, by two persons',
  tag: 'Settlements',
  permission: 'settlement:approve',
  body: ApproveSettlement,
  reply: Settlement,
  status: 201,
  idempotent: true,
  problems: ['period.closed', 'settlement.nothing-to-settle'],
  twoPersons: { decide: 'approval:decide' },
  example: APPROVING,
  handle: (tx, { body }) => approveSettlement(tx, body),
});

const settlementsRoute = route({
  method: 'get',
  path: '/v1/settlements',
  summary: 'List settlements, the newest first; a facility lists its own',
  tag: 'Settlements',
  permission: 'settlement:read',
  query: PageQuery.extend({ month: YearMonthText.optional(), facilityCode: FacilityCode.optional() }),
  reply: pageOf(Settlement),
  example: LISTING,
  handle: (tx, { query }) => listSettlements(tx.db, tx.by, query),
});

export const settlementRoutes = [approveSettlementRoute, settlementsRoute];
