// A browser in which somebody has signed in before keeps a cookie. What a stranger types elsewhere by the same name is
// counted apart from it: whoever guesses keeps the owner out of no browser that the owner uses.
import type { IdentityKeys } from '../accounts/identity-keys';
import { hashOf, newSecret } from '../accounts/identity-keys';

type Masks = Pick<IdentityKeys, 'maskOf'>;

const tagOf = ({ maskOf }: Masks, accountId: string, nonce: string): string =>
  maskOf(JSON.stringify(['browser', accountId, nonce]));

/**
 * What a browser keeps of the account that has signed in there: of that one, whatever name was typed beside a device. It opens
 * nothing.
 */
export const knownBrowser = (keys: Masks, accountId: string): string => {
  const nonce = newSecret();
  return `${nonce}.${tagOf(keys, accountId, nonce)}`;
};

/** As whom failures are counted in a browser in which this account has signed in; undefined for any other browser. */
export const browserOf = (keys: Masks, accountId: string, kept: string | undefined): string | undefined => {
  const [nonce = '', tag = ''] = (kept ?? '').split('.');
  // Both are compared as hashes: how long it takes tells nothing of the tag.
  return hashOf(tag) === hashOf(tagOf(keys, accountId, nonce)) ? tag : undefined;
};
