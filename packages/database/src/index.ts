export { arrayColumn, chunksOf, columnOf } from './array-column';
export { type AuditedAct, writeAudit } from './audit';
export { dateColumn, localDateOf } from './columns';
export {
  type ClientConstructor,
  type ClientLike,
  type Database,
  openDatabase,
  type TransactionClient,
} from './database';
export {
  databaseErrorOf,
  isCheckViolation,
  isConflict,
  isLockTimeout,
  isTimeout,
  isUnavailable,
  isUniqueViolation,
} from './errors';
export {
  claimIdempotencyKey,
  type IdempotencyClaim,
  type IdempotencyScope,
  type StoredAnswer,
  storeAnswer,
} from './idempotency';
export { newId } from './ids';
export { DATABASE_MIGRATIONS, type MigrationFolders, migrate } from './migrations';
