import type { Tx } from '../../kit';
import type { OpenPremiums } from './open-premiums.rules';
import type { OpenStatements } from './open-statements.rules';
import { premiumTarget } from './premium.target';
import { statementTarget } from './statement.target';
import type { OpenDebts, Target, TargetKind } from './target.rules';

/** What is open of each kind, while credits are matched. */
export type OpenTargets = { readonly statement: OpenStatements; readonly premium: OpenPremiums };

/** How one kind of debt is found by match keys, locked, written and told of. */
type TargetType<Kind extends TargetKind> = {
  readonly find: (tx: Tx, keys: readonly string[]) => Promise<ReadonlyMap<string, Target<Kind>>>;
  /** Locks what is open behind the targets of this kind. */
  readonly lock: (tx: Tx, targets: readonly Target[]) => Promise<OpenTargets[Kind] & OpenDebts<Kind>>;
  readonly save: (tx: Tx, open: OpenTargets[Kind]) => Promise<void>;
  readonly publish: (tx: Tx, open: OpenTargets[Kind]) => void;
};
type TargetTypes = { readonly [Kind in TargetKind]: TargetType<Kind> };

const TARGET_TYPES: TargetTypes = { statement: statementTarget, premium: premiumTarget };
const TARGET_KINDS = Object.keys(TARGET_TYPES) as readonly TargetKind[];

/** The debts behind match keys, by key. */
export const findTargets = async (tx: Tx, keys: readonly string[]): Promise<ReadonlyMap<string, Target>> => {
  const targets = new Map<string, Target>();
  if (keys.length === 0) return targets;
  for (const kind of TARGET_KINDS)
    for (const [key, target] of await TARGET_TYPES[kind].find(tx, keys)) targets.set(key, target);
  return targets;
};

/**
 * Locks what is open behind targets: household orders, then statements by employer and month. Everybody who changes them
 * locks in this order, so that nobody waits in a circle.
 */
export const lockTargets = async (tx: Tx, targets: readonly Target[]): Promise<OpenTargets> => {
  const premium = await TARGET_TYPES.premium.lock(tx, targets);
  const statement = await TARGET_TYPES.statement.lock(tx, targets);
  return { premium, statement };
};

const saveKind = <Kind extends TargetKind>(tx: Tx, kind: Kind, open: OpenTargets) =>
  TARGET_TYPES[kind].save(tx, open[kind]);
const publishKind = <Kind extends TargetKind>(tx: Tx, kind: Kind, open: OpenTargets) =>
  TARGET_TYPES[kind].publish(tx, open[kind]);

/** Writes what credits did to the debts. */
export const saveTargets = async (tx: Tx, open: OpenTargets): Promise<void> => {
  for (const kind of TARGET_KINDS) await saveKind(tx, kind, open);
};

export const publishTargets = (tx: Tx, open: OpenTargets): void => {
  for (const kind of TARGET_KINDS) publishKind(tx, kind, open);
};
