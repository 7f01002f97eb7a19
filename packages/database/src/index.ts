export { type AuditedAct, writeAudit } from './audit';
export { arrayColumn, chunksOf, columnOf } from './columns/arrays';
export { dateColumn, localDateOf } from './columns/dates';
export {
  type ClientConstructor,
  type ClientLike,
  type Database,
  openDatabase,
  type TransactionClient,
} from './database';
export {
  addDisagreements,
  type DisagreementKey,
  type Disagreements,
  findDisagreements,
  loadDisagreements,
} from './disagreements';
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
export { migrate } from './migrations/migrate';
export { DATABASE_MIGRATIONS, type MigrationFolders } from './migrations/migration-files';
