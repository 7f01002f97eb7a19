import type { Search } from '../../evidence/search';
import type { Hit } from '../signal';
import { type Overlaps, sameTimeHits } from './same-time.rules';
import { findOverlaps } from './same-time.store';

const HEX_DIGITS = ['0123', '4567', '89ab', 'cdef'].map((digits) => [...digits]);

export const collectSameTime = async ({ run, parameters, step }: Search): Promise<Hit[]> => {
  const persons: Overlaps[] = [];
  for (const digits of HEX_DIGITS)
    persons.push(...(await step((tx) => findOverlaps(tx, run, { minutes: parameters.minutes ?? 0, digits }))));
  return sameTimeHits(persons, parameters);
};
