import { OwnRecord } from '@ansinh/contracts/gateway/citizens/citizens.api';
import type { Route } from '@ansinh/http';
import { route, type Tx } from '../../kit';
import { getOwnPersonalId } from './citizen.views';
import { READING_RECORD } from './record.examples';
import { getOwnRecord, type RecordDoor } from './record.views';

/** `door` is a function because it is opened at the start, after the routes have been declared. */
export const recordRoute = (door: () => RecordDoor): Route<Tx> =>
  route({
    method: 'get',
    path: '/v1/me/record',
    summary: 'What the platform holds of me, with the cards that are good',
    description: 'For citizens whose electronic identity is of level 2. It names nobody, so it shows nobody else.',
    tag: 'Citizens',
    permission: 'record:own',
    shows: 'person',
    reply: OwnRecord,
    problems: ['citizen.level-too-low', 'request.not-found', 'service.unavailable'],
    example: READING_RECORD,
    handle: async (tx) => getOwnRecord(door(), { by: tx.by, personalId: await getOwnPersonalId(tx), now: tx.now }),
  });
