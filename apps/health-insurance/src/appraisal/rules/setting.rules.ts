import { reject } from '@ansinh/contracts/catalogue/problems';
import type { AppraisalRuleChange } from '@ansinh/contracts/health-insurance/api';
import type { LocalDate } from '@ansinh/contracts/vocabulary/calendar';
import type { FieldError } from '@ansinh/contracts/wire/field-error';

/** A rule switched or set anew for discharges from a day on, until the next setting of the same rule. */
export type RuleSetting = {
  readonly rule: string;
  readonly from: LocalDate;
  readonly enabled: boolean;
  /** Parameters that differ from the defaults of the code. */
  readonly parameters: Readonly<Record<string, number>>;
};

/** The newest setting of a rule on a day, or undefined while the defaults of the code hold. */
export const settingOn = (settings: readonly RuleSetting[], rule: string, date: LocalDate): RuleSetting | undefined =>
  settings
    .filter((setting) => setting.rule === rule && setting.from <= date)
    .reduce<RuleSetting | undefined>(
      (newest, setting) => (newest === undefined || setting.from > newest.from ? setting : newest),
      undefined,
    );

/** A change as it is kept: who says nothing of the parameters leaves them as they are on its day. */
export const settingOf = (
  settings: readonly RuleSetting[],
  rule: string,
  { from, enabled, parameters }: AppraisalRuleChange,
): RuleSetting => ({
  rule,
  from,
  enabled,
  parameters: parameters ?? settingOn(settings, rule, from)?.parameters ?? {},
});

type Parameter = { readonly name: string; readonly default: number; readonly min: number; readonly max: number };

/** Every parameter of a rule: as set, else as the code has it. */
export const valuesOf = (
  parameters: readonly Parameter[],
  setting: RuleSetting | undefined,
): Readonly<Record<string, number>> =>
  Object.fromEntries(
    parameters.map((parameter) => [parameter.name, setting?.parameters[parameter.name] ?? parameter.default]),
  );

/** Throws `request.invalid` for a parameter that the rule does not have or that is out of its bounds. */
export const requireParameters = (parameters: readonly Parameter[], change: AppraisalRuleChange): void => {
  const errors: FieldError[] = Object.entries(change.parameters ?? {}).flatMap(([name, value]) => {
    const pointer = `/parameters/${name}`;
    const known = parameters.find((parameter) => parameter.name === name);
    if (known === undefined) return [{ pointer, detail: 'the rule has no such parameter' }];
    return value < known.min || value > known.max ? [{ pointer, detail: `is ${known.min} to ${known.max}` }] : [];
  });
  if (errors.length > 0) throw reject('request.invalid', { errors });
};
