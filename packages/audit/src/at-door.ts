import type { Target } from '@ansinh/contracts/wire/things';
import type { Acts, Audit } from './acts';
import { digestOf } from './digest';

/** What a door knows of a request by itself. */
export type SaidAtDoor = {
  readonly action: string;
  readonly target: Target;
  readonly reason?: string | undefined;
  /** The JSON that was answered. */
  readonly answer?: string | undefined;
};

/** Of what was answered, and not of the bytes in which it was: as of what a command says. */
export const withAnswerDigest = ({ answer, ...act }: SaidAtDoor) => ({
  ...act,
  afterDigest: answer === undefined ? undefined : digestOf(JSON.parse(answer)),
});

type AuditedTx = { readonly audit: Audit; readonly acts: Pick<Acts, 'size' | 'answered'> };

/** Writes the act with its effect, unless the command has said it better: then that one is completed. */
export const sayAtDoor = (tx: AuditedTx, act: SaidAtDoor): void => {
  const said = withAnswerDigest(act);
  if (tx.acts.size === 0) tx.audit(said);
  else if (said.afterDigest !== undefined) tx.acts.answered(said.target, said.afterDigest);
};
