export { keyRing } from './config';
export { openKept, sealAnew } from './kept';
export { CannotOpen, createKeyRing, type FieldKey, type KeyRing } from './key-ring';
export type { HeldValues, SealedColumn, SealedValue } from './sealed-column';
export { isSealed, type Owner } from './sealed-value';
export { DEVELOPMENT_KEYS, fieldKeysIn } from './settings';
