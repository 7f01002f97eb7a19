import { createKeyRing, type KeyRing } from './key-ring';
import { fieldKeysIn } from './settings';

let ring: KeyRing | undefined;

const ringOf = (environment: NodeJS.ProcessEnv): KeyRing => {
  const found = fieldKeysIn(environment);
  if ('fault' in found) throw new Error(`the environment is not complete: FIELD_KEYS: ${found.fault}`);
  return createKeyRing(found.keys);
};

/** The ring of this process, by `FIELD_KEYS`: read when it is first used, since not every process that could opens values. */
export const keyRing = (): KeyRing => {
  ring ??= ringOf(process.env);
  return ring;
};
