import type { CreditChange, StoredCredit } from '../credits/credit.rules';
import { insertAllocations, lockSuspenseWithText, lockWaitingCredits, updateCredits } from '../credits/credit.store';
import type { Tx } from '../kit';
import type { JournalEntry } from '../ledger/entry.rules';
import { writeEntries } from '../ledger/ledger.store';
import { referencesIn, statementReferencesIn, wordRunsOf, writtenReferencesIn } from '../statements/reference.rules';
import { Matching } from './matching.rules';
import type { Target } from './targets/target.rules';
import { findTargets, lockTargets, publishTargets, saveTargets } from './targets/targets';

type Named = { readonly credit: StoredCredit; readonly target: Target | undefined };

/** What each credit's text names. Runs of words are looked up only where no reference stands as it is written. */
const nameTargets = async (tx: Tx, credits: readonly StoredCredit[]): Promise<Named[]> => {
  const lookUp = async (unnamed: readonly StoredCredit[], keysOf: (text: string) => string[]): Promise<Named[]> => {
    const keysByCredit = unnamed.map((credit) => ({ credit, keys: keysOf(credit.content) }));
    const targets = await findTargets(tx, [...new Set(keysByCredit.flatMap(({ keys }) => keys))]);
    return keysByCredit.map(({ credit, keys }) => ({
      credit,
      target: keys.map((key) => targets.get(key)).find((target) => target !== undefined),
    }));
  };
  const written = await lookUp(credits, writtenReferencesIn);
  const unnamed = written.filter(({ target }) => target === undefined).map(({ credit }) => credit);
  const byWords = new Map((await lookUp(unnamed, wordRunsOf)).map(({ credit, target }) => [credit.creditId, target]));
  return written.map(({ credit, target }) => ({ credit, target: target ?? byWords.get(credit.creditId) }));
};

/**
 * Matches credits that have money in suspense with what their texts name, and writes everything that follows in the
 * caller's transaction, in the order of locks that `lockTargets` keeps. Returns the credits that changed.
 */
export const matchCredits = async (
  tx: Tx,
  credits: readonly StoredCredit[],
  before: readonly JournalEntry[] = [],
): Promise<ReadonlyMap<string, CreditChange>> => {
  const wanted = await nameTargets(tx, credits);
  const found = wanted.flatMap(({ target }) => (target === undefined ? [] : [target]));
  const open = await lockTargets(tx, found);

  const matching = new Matching(open);
  for (const { credit, target } of wanted)
    matching.apply(credit, target, target?.reference ?? statementReferencesIn(credit.content)[0] ?? credit.reference);
  await saveTargets(tx, open);
  await updateCredits(tx, matching.credits);
  await insertAllocations(tx, matching.allocations);
  await writeEntries(tx, [...before, ...matching.entries]);
  publishTargets(tx, open);
  return new Map(matching.credits.map((credit) => [credit.creditId, credit]));
};

/** Matches money that arrived before its statement was assessed, or that a lowered statement gave back. */
export const matchWaitingCredits = async (tx: Tx, references: readonly string[]): Promise<void> => {
  if (references.length === 0) return;
  const credits = await lockWaitingCredits(tx, references);
  if (credits.length > 0) await matchCredits(tx, credits);
};

/** Matches money that arrived before the order whose reference it names. */
export const matchCreditsNaming = async (tx: Tx, key: string): Promise<void> => {
  const credits = (await lockSuspenseWithText(tx, key)).filter(({ content }) => referencesIn(content).includes(key));
  if (credits.length > 0) await matchCredits(tx, credits);
};
