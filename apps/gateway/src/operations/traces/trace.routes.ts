import { FINDING_ALL_TRACES } from '@ansinh/contracts/examples/operations';
import { PlatformThingTraces, ThingKey } from '@ansinh/contracts/operations/traces.api';
import { z } from 'zod';
import { currentCaller } from '../../door/caller';
import { route } from '../../kit';
import type { OperationsDoor } from '../operations.routes';
import { listThingTraces } from './trace.views';

/**
 * The life of a claim, a payout, a credit or a batch, by its id. `door` is a function because routes are declared before
 * the start.
 */
export const traceRoute = (door: () => OperationsDoor) =>
  route({
    method: 'get',
    path: '/v1/operations/traces/:key',
    summary:
      'All traces of a thing by its id, oldest first, also days apart, with those of what it came from and went on in',
    description:
      'A service that does not answer is named in `unavailable`: then the list is not whole. A trace that was not kept is found in the log alone.',
    tag: 'Operations',
    permission: 'operations:read',
    params: z.object({ key: ThingKey }),
    reply: PlatformThingTraces,
    problems: ['request.not-found'],
    example: FINDING_ALL_TRACES,
    handle: (tx, { params }) =>
      listThingTraces(tx, { upstreams: door().upstreams, caller: currentCaller() }, params.key),
  });
