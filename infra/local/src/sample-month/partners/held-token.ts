/** An access token, and for how long it is good from now on. */
export type Token = { readonly text: string; readonly expiresInSeconds: number };

/** Gives a token that is good now. */
export type TokenSource = () => Promise<string>;

const MARGIN_MS = 30_000;

/**
 * Keeps a token as long as it is good, then takes another one; `take` is told the one before. Of those who ask at the same time
 * one takes it for all: a refresh token is good once.
 */
export const holdToken = <Held extends Token>(take: (before: Held | undefined) => Promise<Held>): TokenSource => {
  type Kept = { readonly token: Held; readonly goodUntilMs: number };
  const renew = async (before: Kept | undefined): Promise<Kept> => {
    if (before !== undefined && before.goodUntilMs > Date.now()) return before;
    const token = await take(before?.token);
    return { token, goodUntilMs: Date.now() + token.expiresInSeconds * 1_000 - MARGIN_MS };
  };
  let turn: Promise<Kept | undefined> = Promise.resolve(undefined);
  return async () => {
    // What failed for one is tried again for the next one.
    const next = turn.catch(() => undefined).then(renew);
    turn = next;
    return (await next).token.text;
  };
};
