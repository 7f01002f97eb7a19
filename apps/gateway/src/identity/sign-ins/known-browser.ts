// A browser in which somebody has signed in before keeps a cookie. What a stranger types elsewhere by the same name is
// counted apart from it: whoever guesses keeps the owner out of no browser that the owner uses.
import type { IdentityKeys } from '../accounts/identity-keys';
import { hashOf, newSecret } from '../accounts/identity-keys';

type Masks = Pick<IdentityKeys, 'maskOf'>;

const tagOf = ({ maskOf }: Masks, username: string, nonce: string): string =>
  maskOf(JSON.stringify(['browser', username, nonce]));

/** What a browser keeps of somebody who has signed in there. It opens nothing. */
export const knownBrowser = (keys: Masks, username: string): string => {
  const nonce = newSecret();
  return `${nonce}.${tagOf(keys, username, nonce)}`;
};

/** As whom failures are counted in a browser that this name has signed in with; undefined for any other browser. */
export const browserOf = (keys: Masks, username: string, kept: string | undefined): string | undefined => {
  const [nonce = '', tag = ''] = (kept ?? '').split('.');
  // Both are compared as hashes: how long it takes tells nothing of the tag.
  return hashOf(tag) === hashOf(tagOf(keys, username, nonce)) ? tag : undefined;
};
