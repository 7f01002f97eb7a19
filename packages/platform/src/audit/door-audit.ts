import { actOf, Notes } from '@ansinh/audit';
import { type TransactionClient, writeAudit } from '@ansinh/database';
import type { AuditPorts, DoorAct } from '@ansinh/http';
import type { Logger } from '@ansinh/telemetry';
import type { ServiceTx } from '../transactions';

const withDigest = ({ answerDigest, ...act }: DoorAct) => ({ ...act, afterDigest: answerDigest });

export type DoorAudit<Db> = { readonly ports: AuditPorts<ServiceTx<Db>>; readonly stop: () => Promise<void> };

/** How the doors of a service write into its audit: within transactions, and beside them in groups. */
export const openDoorAudit = <Db>(db: TransactionClient, logger: Logger): DoorAudit<Db> => {
  const notes = new Notes({ write: (acts) => writeAudit(db, ...acts), logger });
  return {
    ports: {
      act: (tx, act) => {
        if (tx.acts.size === 0) tx.audit(withDigest(act));
      },
      isSilent: (tx) => tx.acts.size === 0,
      note: (by, act) => notes.note(actOf(by, withDigest(act))),
    },
    stop: () => notes.stop(),
  };
};
