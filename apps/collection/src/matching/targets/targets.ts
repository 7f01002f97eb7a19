import { orderOf } from '@ansinh/contracts/vocabulary/orders';
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

/** Everybody who changes debts locks them in this order, so that nobody waits in a circle: household orders, then statements. */
const LOCK_ORDER = orderOf<TargetKind>()(['premium', 'statement']);
/** In which order debts are looked for, written and told of. */
const WRITE_ORDER = orderOf<TargetKind>()(['statement', 'premium']);

/** The debts behind match keys, by key. */
export const findTargets = async (tx: Tx, keys: readonly string[]): Promise<ReadonlyMap<string, Target>> => {
  const targets = new Map<string, Target>();
  if (keys.length === 0) return targets;
  for (const kind of WRITE_ORDER)
    for (const [key, target] of await TARGET_TYPES[kind].find(tx, keys)) targets.set(key, target);
  return targets;
};

/** Locks what is open behind targets; statements among themselves by employer and month. */
export const lockTargets = async (tx: Tx, targets: readonly Target[]): Promise<OpenTargets> => {
  const locked: Partial<{ -readonly [Kind in TargetKind]: OpenTargets[Kind] }> = {};
  const lockKind = async <Kind extends TargetKind>(kind: Kind): Promise<void> => {
    locked[kind] = await TARGET_TYPES[kind].lock(tx, targets);
  };
  for (const kind of LOCK_ORDER) await lockKind(kind);
  const { statement, premium } = locked;
  if (statement === undefined || premium === undefined) throw new Error('every kind of debt is locked');
  return { statement, premium };
};

const saveKind = <Kind extends TargetKind>(tx: Tx, kind: Kind, open: OpenTargets) =>
  TARGET_TYPES[kind].save(tx, open[kind]);
const publishKind = <Kind extends TargetKind>(tx: Tx, kind: Kind, open: OpenTargets) =>
  TARGET_TYPES[kind].publish(tx, open[kind]);

/** Writes what credits did to the debts. */
export const saveTargets = async (tx: Tx, open: OpenTargets): Promise<void> => {
  for (const kind of WRITE_ORDER) await saveKind(tx, kind, open);
};

export const publishTargets = (tx: Tx, open: OpenTargets): void => {
  for (const kind of WRITE_ORDER) publishKind(tx, kind, open);
};
