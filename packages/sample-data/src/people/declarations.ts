import type { DeclarationLine, SubmitDeclaration } from '@ansinh/contracts/enrollment/api';
import type { YearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { createRandom } from '../random';
import { personInputOf, type SamplePerson } from './people';

export type DeclarationWish = {
  readonly seed: number;
  readonly workers: readonly SamplePerson[];
  readonly fromMonth: YearMonth;
  readonly initialFacilityCodes: readonly string[];
};

// Above the reference level of 2026 and every regional minimum wage; the highest is over the cap of twenty base salaries.
const WAGES_IN_HUNDRED_THOUSANDS = [45, 250] as const;
const WAGE_ABOVE_CAP = '60000000';

/** The lines of a D02-LT that declares all workers as new, with wages in steps of 100,000 dong; the first is paid above the cap. */
export const startDeclaration = (wish: DeclarationWish): SubmitDeclaration => {
  const random = createRandom(wish.seed).fork('declaration');
  const lines = wish.workers.map((person, index): DeclarationLine => {
    const wage = String(random.int(...WAGES_IN_HUNDRED_THOUSANDS) * 100_000);
    return {
      kind: 'start',
      person: personInputOf(person),
      fromMonth: wish.fromMonth,
      wageVnd: index === 0 ? WAGE_ABOVE_CAP : wage,
      initialFacilityCode: random.pick(wish.initialFacilityCodes),
    };
  });
  return { lines };
};
