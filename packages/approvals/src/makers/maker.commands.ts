import { reject } from '@ansinh/contracts/catalogue/problems';
import type { TransactionClient } from '@ansinh/database';
import type { Asked } from './maker.rules';
import { findGone } from './maker.views';

/** Why something is refused that nobody wants any more who may. */
export const MAKER_GONE = 'approval.maker-gone';

type DecidingTx<Tx> = {
  readonly db: TransactionClient;
  readonly onRefusal: (work: (tx: Tx) => Promise<void>) => void;
};

/**
 * That who asked still has the rights by which it was asked for. If not, it is refused for good by the decision that met it,
 * although that one is refused as well: `refuse` does so, in a transaction of its own.
 * @throws Rejection approval.maker-gone
 */
export const requireMakerLeft = async <Tx extends DecidingTx<Tx>>(
  tx: Tx,
  asked: Asked,
  refuse: (after: Tx) => Promise<void>,
): Promise<void> => {
  const gone = await findGone(tx.db, asked);
  if (gone === undefined) return;
  tx.onRefusal(refuse);
  throw reject(MAKER_GONE, { since: gone.toISOString() });
};
