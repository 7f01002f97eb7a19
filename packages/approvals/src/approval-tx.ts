import type { Acts, Audit } from '@ansinh/audit';
import type { Principal } from '@ansinh/contracts/wire/permissions';
import type { TransactionClient } from '@ansinh/database';
import type { Hearing } from './effects/hearing';

/** What is needed of the transaction of a service. */
export type ApprovalTx<Tx> = {
  readonly db: TransactionClient;
  readonly now: Date;
  readonly by: Principal;
  readonly audit: Audit;
  readonly acts: Pick<Acts, 'size' | 'answered'>;
  readonly onRefusal: (work: (tx: Tx) => Promise<void>) => void;
  /** The same transaction, of which `hear` is told all that it tells, queues and says. */
  readonly overheard: (hear: Hearing) => Tx;
  readonly rehearse: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;
};
