import { actOf, Notes, sayAtDoor, withAnswerDigest } from '@ansinh/audit';
import { type TransactionClient, writeAudit } from '@ansinh/database';
import type { AuditPorts } from '@ansinh/http';
import type { Logger } from '@ansinh/telemetry';
import type { ServiceTx } from '../transactions';

export type DoorAudit<Db> = { readonly ports: AuditPorts<ServiceTx<Db>>; readonly stop: () => Promise<void> };

/** How the doors of a service write into its audit: within transactions, and beside them in groups. */
export const openDoorAudit = <Db>(db: TransactionClient, logger: Logger): DoorAudit<Db> => {
  const notes = new Notes({ write: (acts) => writeAudit(db, ...acts), logger });
  return {
    ports: {
      act: sayAtDoor,
      isSilent: (tx) => tx.acts.size === 0,
      note: (by, act) => notes.note(actOf(by, withAnswerDigest(act))),
    },
    stop: async () => {
      await notes.stop();
    },
  };
};
