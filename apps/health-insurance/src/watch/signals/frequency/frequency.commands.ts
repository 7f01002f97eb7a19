import type { Search } from '../../evidence/search';
import type { Hit } from '../signal';
import { frequencyHits, visitLimit } from './frequency.rules';
import { findOftenThere, findVisitSpread } from './frequency.store';

export const collectFrequency = async ({ run, parameters, step }: Search): Promise<Hit[]> => {
  const spread = await step((tx) => findVisitSpread(tx, run));
  const persons = await step((tx) => findOftenThere(tx, run, visitLimit(spread, parameters)));
  return frequencyHits(persons, spread, parameters);
};
