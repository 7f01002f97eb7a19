import { actOf, digestOf, Notes } from '@ansinh/audit';
import { type TransactionClient, writeAudit } from '@ansinh/database';
import type { AuditPorts, DoorAct } from '@ansinh/http';
import type { Logger } from '@ansinh/telemetry';
import type { ServiceTx } from '../transactions';

/** Of what was answered, and not of the bytes in which it was: as of what a command says. */
const digestOfAnswer = (answer: string | undefined): string | undefined =>
  answer === undefined ? undefined : digestOf(JSON.parse(answer));

const withDigest = ({ answer, ...act }: DoorAct) => ({ ...act, afterDigest: digestOfAnswer(answer) });

export type DoorAudit<Db> = { readonly ports: AuditPorts<ServiceTx<Db>>; readonly stop: () => Promise<void> };

/** How the doors of a service write into its audit: within transactions, and beside them in groups. */
export const openDoorAudit = <Db>(db: TransactionClient, logger: Logger): DoorAudit<Db> => {
  const notes = new Notes({ write: (acts) => writeAudit(db, ...acts), logger });
  return {
    ports: {
      act: (tx, act) => {
        const said = withDigest(act);
        if (tx.acts.size === 0) tx.audit(said);
        else if (said.afterDigest !== undefined) tx.acts.answered(said.target, said.afterDigest);
      },
      isSilent: (tx) => tx.acts.size === 0,
      shown: (tx) => tx.shown,
      note: (by, act) => notes.note(actOf(by, withDigest(act))),
    },
    stop: async () => {
      await notes.stop();
    },
  };
};
