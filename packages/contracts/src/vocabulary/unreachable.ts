/**
 * Ends a chain of cases: it compiles only when no case is left. Throws when a row or a message holds a value that the types
 * do not know.
 */
export const unreachable = (value: never): never => {
  throw new Error(`no case for ${JSON.stringify(value)}`);
};
