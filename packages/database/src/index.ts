export { type AuditedAct, type AuditedTx, type SaidAct, writeAudit } from './audit';
export { arrayColumn, chunksOf, columnOf } from './columns/arrays';
export { dateColumn, localDateOf } from './columns/dates';
export { sqlName, sqlWords } from './columns/names';
export {
  type ClientConstructor,
  type ClientLike,
  connectDatabase,
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
export { type Note, noteOf, type Passing, passing } from './failures';
export { forgetKeys, type KnownKey, listKnownKeys, rememberKeys } from './field-keys';
export {
  claimIdempotencyKey,
  countAnswersByKey,
  forgetAnswers,
  type IdempotencyClaim,
  type IdempotencyScope,
  type StoredAnswer,
  storeAnswer,
} from './idempotency';
export { LEAST_ID, newId } from './ids';
export { applyMigrations, type Migrations, migrate, readMigrations } from './migrations/migrate';
export { DATABASE_MIGRATIONS, type MigrationFolders } from './migrations/migration-files';
