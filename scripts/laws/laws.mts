// All laws of the house, in the order in which they are reported.
import type { Law } from './finding.mts';
import { plainImports } from './plain/plain-imports.mts';
import { plainRoutes } from './plain/plain-routes.mts';
import { plainSql } from './plain/plain-sql.mts';
import { sortedColumns } from './plain/sorted-columns.mts';
import { getRoutes } from './rooms/get-routes.mts';
import { layers } from './rooms/layers.mts';
import { lives } from './rooms/lives.mts';
import { noCircles } from './rooms/no-circles.mts';
import { oneWriter } from './rooms/one-writer.mts';
import { pureRules } from './rooms/pure-rules.mts';
import { rooms } from './rooms/rooms.mts';
import { documentsOf } from './style/documents.mts';
import { handwriting } from './style/handwriting.mts';
import { kinds } from './style/kinds.mts';
import { names } from './style/names.mts';
import { sizes } from './style/sizes.mts';
import { environment, plainOrder, plainTypes } from './style/words-of-code.mts';

const OF_CODE: readonly Law[] = [
  oneWriter,
  rooms,
  noCircles,
  pureRules,
  lives,
  layers,
  getRoutes,
  plainSql,
  sortedColumns,
  plainRoutes,
  plainImports,
  kinds,
  sizes,
  names,
  handwriting,
  environment,
  plainTypes,
  plainOrder,
];

export const LAWS: readonly Law[] = [...OF_CODE, documentsOf(OF_CODE.map(({ name }) => name))];
