import type { Search } from '../../evidence/search';
import { facilityHits } from '../../scoring/scoring.rules';
import type { Hit } from '../signal';
import { COST, costLimit, dearPersonHits } from './cost.rules';
import { findOutliers, findPeerGroups } from './cost.store';

export const collectCost = async ({ run, parameters, step }: Search): Promise<Hit[]> => {
  const groups = await step((tx) => findPeerGroups(tx, run, parameters.groupClaims ?? 0));
  // A group in which half of the claims cost nothing has no limit to go beyond.
  const limited = groups
    .map((group) => ({ ...group, limit: costLimit(group, parameters) }))
    .filter(({ limit }) => limit > 0n);
  const { persons, facilities } = await step((tx) => findOutliers(tx, run, limited));
  return [...dearPersonHits(persons, parameters), ...facilityHits(COST.code, facilities, parameters)];
};
