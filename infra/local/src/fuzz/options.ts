import { parseArgs } from 'node:util';
import { ClientRole } from '@ansinh/contracts/wire/permissions';
import { PrerequisiteError } from '../servers/prerequisites';

export type FuzzOptions = {
  /** The cases of a run come from it. */
  readonly seed: number;
  /** Requests for each operation and role, beside those of each bound and each broken part. */
  readonly examples: number;
  /** Seconds that a role is given. */
  readonly seconds: number;
  readonly roles: readonly Role[];
  /** Nobody asked for fewer requests or less time than usual. */
  readonly isUsual: boolean;
};

/** Of a client: persons sign in otherwise. */
export type Role = ClientRole;

/** Less than a token lives (30 minutes): each role signs in once. */
const SECONDS = { usual: '240', from: 10, to: 1_500 };
const EXAMPLES = { usual: '4', from: 1, to: 1_000 };
const SEEDS = { from: 1, to: 999_999_999 };
const USAGE = 'Usage: npm run fuzz -- [--seed N] [--examples N] [--seconds N] [--roles officer,bank]';

const isRole = (name: string): name is Role => ClientRole.safeParse(name).success;

const numberOf = (name: string, text: string, { from, to }: { readonly from: number; readonly to: number }): number => {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= from && number <= to) return number;
  throw new PrerequisiteError(`--${name} is "${text}", but it must be a whole number from ${from} to ${to}. ${USAGE}`);
};

const read = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        seed: { type: 'string' },
        examples: { type: 'string', default: EXAMPLES.usual },
        seconds: { type: 'string', default: SECONDS.usual },
        roles: { type: 'string', default: ClientRole.options.join(',') },
      },
    }).values;
  } catch (error) {
    throw new PrerequisiteError(`${error instanceof Error ? error.message : String(error)}. ${USAGE}`);
  }
};

/** @throws PrerequisiteError with the usage when an option is none of these. `seed` is taken when none is given. */
export const readFuzzOptions = (args: readonly string[], seed: number): FuzzOptions => {
  const values = read(args);
  const roles = values.roles.split(',');
  const unknown = roles.find((role) => !isRole(role));
  if (unknown !== undefined)
    throw new PrerequisiteError(`--roles names "${unknown}", but roles are ${ClientRole.options.join(', ')}. ${USAGE}`);
  const examples = numberOf('examples', values.examples, EXAMPLES);
  const seconds = numberOf('seconds', values.seconds, SECONDS);
  return {
    seed: numberOf('seed', values.seed ?? String(seed), SEEDS),
    examples,
    seconds,
    roles: roles.filter(isRole),
    isUsual: examples >= Number(EXAMPLES.usual) && seconds >= Number(SECONDS.usual),
  };
};
