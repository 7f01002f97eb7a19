import { keyRing } from '@ansinh/secrets';

/** Stands in the audit for what somebody wrote: who has the key can hold it against the text, and nobody else can guess by it. */
export const writtenOf = (text: string): string => `${[...text].length} characters, ${keyRing().digest(text)}`;

/** Rows of before digests had a key say the SHA-256. */
const WRITTEN = /^\d+ characters, (?:sha256 [0-9a-f]{64}|d1\.[a-z0-9-]{1,16}\.[A-Za-z0-9_-]{43})$/;
/** What operators and administrators wrote themselves, of messages, jobs and machines. */
const OF_MACHINES = /^(?:client|dead-letter|job)\./;
/** A code of ours, such as why a post office brings money back, and how many more a list has shown. */
const OURS = /^(?:[a-z]+(?:[.-][a-z]+)*|and \d+ more)$/;

type Row = { readonly action: string; readonly reason: string | null };

/**
 * Why, as operators read it: what somebody wrote of a person is its length and digest, also where a row has the text. What
 * is of machines is told without what `mask` hides.
 */
export const shownReason = ({ action, reason }: Row, mask: (text: string) => string): string | null => {
  if (reason === null || WRITTEN.test(reason) || OURS.test(reason)) return reason;
  return OF_MACHINES.test(action) ? mask(reason) : writtenOf(reason);
};
