import type { Act } from '@ansinh/audit';
import type { Told } from './effect.rules';

/** Somebody who is told what a transaction tells, queues and says while it does so. */
export type Hearing = {
  readonly act: (act: Act) => void;
  readonly event: (type: string, thing: string, data: unknown) => void;
  readonly job: (name: string, thing: string, data: unknown) => void;
  /** What was drawn from a sequence, or by chance. */
  readonly draws: (texts: readonly string[]) => void;
};

type Heard = { readonly hear: Hearing; readonly told: readonly Told[]; readonly drawn: ReadonlySet<string> };

/** Keeps what it hears, in the order in which it was said. */
export const hearing = (): Heard => {
  const told: Told[] = [];
  const drawn = new Set<string>();
  const hear: Hearing = {
    act: ({ action: name, target: thing, reason, said, outcome, before, after, afterDigest }) => {
      told.push({ what: 'act', name, thing, outcome, why: reason ?? said, before, after: after ?? afterDigest });
    },
    event: (name, thing, after) => {
      told.push({ what: 'event', name, thing, after });
    },
    job: (name, thing, after) => {
      told.push({ what: 'job', name, thing, after });
    },
    draws: (texts) => {
      for (const text of texts) drawn.add(text);
    },
  };
  return { hear, told, drawn };
};
