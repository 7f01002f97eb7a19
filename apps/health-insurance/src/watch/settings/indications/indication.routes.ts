import { DrugIndications, SetDrugIndications } from '@ansinh/contracts/health-insurance/watch.api';
import { route } from '../../../kit';
import { setIndications } from './indication.commands';
import { READING_INDICATIONS, REPLACING_INDICATIONS } from './indication.examples';
import { findIndications } from './indication.views';

const TAG = 'Watch';

const indicationsRoute = route({
  method: 'get',
  path: '/v1/watch/drug-indications',
  summary: 'Read for which diagnoses drugs are indicated, by the list in force',
  tag: TAG,
  permission: 'watch:read',
  reply: DrugIndications,
  example: READING_INDICATIONS,
  handle: (tx) => findIndications(tx.db),
});

const setIndicationsRoute = route({
  method: 'put',
  path: '/v1/watch/drug-indications',
  summary: 'Replace the list of diagnoses for which drugs are indicated; it counts from the next run on',
  tag: TAG,
  permission: 'appraisal:configure',
  body: SetDrugIndications,
  reply: DrugIndications,
  example: REPLACING_INDICATIONS,
  handle: (tx, { body }) => setIndications(tx, body),
});

export const indicationRoutes = [indicationsRoute, setIndicationsRoute];
