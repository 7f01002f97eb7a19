import { parseArgs } from 'node:util';
import { PrerequisiteError } from '../servers/prerequisites';

export type LifeArguments = {
  /** Id of the thing. */
  readonly key: string;
  /** The file that its picture is written to; without it the life is told as a text. */
  readonly picture?: string;
};

const USAGE = 'Usage: npm run --silent life -- ID [--picture FILE.svg]';

const read = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { picture: { type: 'string' } } });
  } catch (error) {
    throw new PrerequisiteError(`${error instanceof Error ? error.message : String(error)}. ${USAGE}`);
  }
};

/** @throws PrerequisiteError with the usage when no thing is named, more than one, or no file that can hold a picture */
export const readLifeArguments = (args: readonly string[]): LifeArguments => {
  const { positionals, values } = read(args);
  const [key, ...others] = positionals;
  if (key === undefined || others.length > 0) throw new PrerequisiteError(`Name one thing by its id. ${USAGE}`);
  const { picture } = values;
  if (picture === undefined) return { key };
  if (!picture.endsWith('.svg'))
    throw new PrerequisiteError(`--picture is "${picture}", but a picture is written to a file .svg. ${USAGE}`);
  return { key, picture };
};
