import { BENEFIT_KINDS, type KnownBenefitKind } from '@ansinh/contracts/payment/kinds';
import { kindsOf } from '@ansinh/contracts/wire/open-kind';
import type { BenefitType } from './kinds/benefit-type';
import { funeral } from './kinds/funeral/funeral.rules';
import { pension } from './kinds/pension/pension.rules';

type Types = { readonly [Kind in KnownBenefitKind]: BenefitType<(typeof BENEFIT_KINDS)[Kind]['claim']> };

/** Every kind of benefit that can be claimed, each by the claim that the contracts give it. */
export const BENEFIT_TYPES = { funeral, pension } as const satisfies Types;

/** The kinds that prove a death: whom such a benefit is about receives nothing any more. */
export const DEATH_KINDS: readonly KnownBenefitKind[] = kindsOf(BENEFIT_KINDS).filter(
  (kind) => BENEFIT_TYPES[kind].provesDeath,
);

/** The kinds that are paid every month. */
export const MONTHLY_KINDS: readonly KnownBenefitKind[] = kindsOf(BENEFIT_KINDS).filter(
  (kind) => BENEFIT_TYPES[kind].payment === 'monthly',
);
