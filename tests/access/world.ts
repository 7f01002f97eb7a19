import type { ProblemCode } from '@ansinh/contracts/catalogue/problems';
import { newId } from '@ansinh/database';
import type { Reply, Room } from '@ansinh/testkit';
import type { Owner } from './actors';
import type { Door } from './doors';
import type { Words } from './retelling';

/** Who owns what a parameter of a path names; `nobody` has one that does not exist. */
export type Holder = Owner | 'nobody';
/** Values of a parameter by owner; a plain text is the same for all and nobody's property, such as a month. */
export type Thing = string | Partial<Readonly<Record<Holder, string>>>;

/** For whom a request is made: a body may differ by owner, and must by number where it is taken once. */
export type Turn = { readonly owner: Owner; readonly serial: number };

/** What one door needs beside what its world says: its request is its example, told with the words of the world. */
export type Special = {
  /** In place of the things of the world: those that this door uses up. */
  readonly things?: Readonly<Record<string, Thing>>;
  readonly words?: (turn: Turn) => Words;
  /** A file that cannot be told with other words. */
  readonly file?: (turn: Turn) => Uint8Array;
  /** The body says whose it is: nobody may speak for another one, and this is what who tries it is told. */
  readonly speaksFor?: ProblemCode;
  /** For whom the world has done it already, where it is done once: again it is a conflict. */
  readonly doneFor?: readonly Owner[];
};

/** A service in which two tenants of each kind have things of every kind. */
export type World = {
  readonly room: Room<unknown>;
  readonly doors: readonly Door[];
  /** Every database that a request could change. */
  readonly databases: readonly string[];
  /** What stands for the parameters of paths; one that is not named here is written as in the example. */
  readonly things: Readonly<Record<string, Thing>>;
  /** What stands for the words of the examples, in queries and bodies of all doors. */
  readonly words?: (turn: Turn) => Words;
  readonly specials: Readonly<Record<string, Special>>;
  /** Ids that stand in no path: whoever reads them has seen something of this owner. */
  readonly marks?: Partial<Readonly<Record<Owner, readonly string[]>>>;
};

/** Two tenants' things, and one that is not there. */
export const thingOf = <Kind extends 'facility' | 'bank' | 'post-office' | 'employer'>(
  kind: Kind,
  a: string,
  b: string,
  nobody: string = newId(),
): Partial<Readonly<Record<Holder, string>>> => ({
  [`${kind}-a`]: a,
  [`${kind}-b`]: b,
  nobody,
});

/** A thing of the agency, and one that is not there. */
export const agencyThing = (id: string): Thing => ({ agency: id, nobody: newId() });

/** The answer, when it is what a world is built on. */
export const told = <Body>({ status, body, text }: Reply, schema: { parse(value: unknown): Body }): Body => {
  if (status >= 300) throw new Error(`the world cannot be built: ${status} ${text}`);
  return schema.parse(body);
};
