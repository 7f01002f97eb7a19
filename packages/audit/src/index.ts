export { type Act, Acts, type Audit, actOf, actorOf } from './acts';
export { digestOf, isWritten, sha256, writtenOf } from './digest';
export { AUDIT_MIGRATIONS } from './migrations';
export { Notes, type NotesOptions } from './notes';
export { type Checked, type CheckOptions, checkSeals } from './seals/checking';
export type { Finding } from './seals/findings';
export { readProgress, type SealProgress } from './seals/progress';
export { AUDIT_REGISTER, type Register } from './seals/register';
export { type Sealed, sealRegisters } from './seals/sealing';
