import { canonicalText, isDigestOf } from '@ansinh/audit';
import { reject } from '@ansinh/contracts/catalogue/problems';

/** What was shown, and the digest that was shown with it. */
export type Shown = { readonly content: unknown; readonly digest: string };

/**
 * That who decides has seen exactly this. A digest that was made by the key before the newest one, a moment ago or a week,
 * stands for it as well.
 * @throws Rejection approval.digest-differs
 */
export const requireShown = ({ content, digest }: Shown, sent: string): void => {
  if (sent !== digest && !isDigestOf(sent, content)) throw reject('approval.digest-differs');
};

/** Compared by what it says, and not by digests: a request outlives the key by which its digest was made. */
export const isSame = (one: unknown, other: unknown): boolean => canonicalText(one) === canonicalText(other);
