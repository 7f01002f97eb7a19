export { type Act, Acts, type Audit, actOf, actorOf } from './acts';
export { sayAtDoor, withAnswerDigest } from './at-door';
export { canonicalText, digestOf, sha256 } from './digest';
export { AUDIT_MIGRATIONS } from './migrations';
export { Notes, type NotesOptions } from './notes';
export { type Checked, type CheckOptions, checkSeals, type Finding } from './seals/checking';
export { readProgress, type SealProgress } from './seals/progress';
export { AUDIT_REGISTER, type Register } from './seals/register';
export { type Sealed, sealRegisters } from './seals/sealing';
