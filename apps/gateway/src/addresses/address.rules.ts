const LOOPBACKS = ['127.0.0.1', 'localhost'] as const;

const withHost = (address: string, hostname: string): string => {
  const url = new URL(address);
  url.hostname = hostname;
  return url.origin;
};

/**
 * Where a browser may find this installation: its public address, and on a developer's machine the other name of the same
 * machine too. A browser keeps cookies by name: who began at `localhost` has to stay there.
 */
export const addressesOf = (publicUrl: string): readonly string[] =>
  LOOPBACKS.some((name) => name === new URL(publicUrl).hostname)
    ? LOOPBACKS.map((name) => withHost(publicUrl, name))
    : [new URL(publicUrl).origin];

/** The one of our addresses that a request was sent to, by its Host; what is none of them counts as the public one. */
export const addressAt = (publicUrl: string, host: string | undefined): string =>
  addressesOf(publicUrl).find((address) => new URL(address).host === host) ?? new URL(publicUrl).origin;
