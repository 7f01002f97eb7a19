import { FINDING_TRACES } from '@ansinh/contracts/examples/operations';
import { ThingKey, ThingTraces } from '@ansinh/contracts/operations/traces.api';
import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { TransactionClient } from '@ansinh/database';
import { type Route, routeBuilders } from '@ansinh/http';
import { z } from 'zod';
import type { ServiceTx } from '../../transactions';
import { getThingTraces, type RelatedTo } from './trace.views';

/** What happened to a thing, days apart, by its id. */
export const traceRoute = <Db extends TransactionClient>(
  service: ServiceName,
  relatedTo: RelatedTo<Db> | undefined,
): Route<ServiceTx<Db>> => {
  const { route } = routeBuilders<ServiceTx<Db>>();
  return route({
    method: 'get',
    path: '/v1/operations/traces/:key',
    summary: 'The traces that told something of a thing, by its id, and ids of what it came from and went on in',
    tag: 'Operations',
    permission: 'operations:read',
    params: z.object({ key: ThingKey }),
    reply: ThingTraces,
    problems: ['request.not-found'],
    example: FINDING_TRACES,
    handle: ({ db }, { params }) => getThingTraces({ db, service }, params.key, relatedTo),
  });
};
