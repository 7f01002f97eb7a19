/** One of the codes of an account, as it is kept. */
export type DrawnCode = { readonly codeHash: string; readonly drawnByPerson: string; readonly expiresAt: Date };

const INSTALLATION = 'installation-';

/** In place of two administrators, where there are none yet. No pseudonym of a person is like it. */
export const ofInstallation = (place: 1 | 2): string => `${INSTALLATION}${place}`;
export const isOfInstallation = (drawnByPerson: string): boolean => drawnByPerson.startsWith(INSTALLATION);

export const CODE_MS = 72 * 3_600_000;

/**
 * Whether two codes open an account: each was drawn by another person, and none by its owner. One administrator alone, under
 * however many accounts, opens nothing.
 */
export const doOpen = (
  drawn: readonly DrawnCode[],
  hashes: readonly [string, string],
  { personKey, now }: { readonly personKey: string; readonly now: Date },
): boolean => {
  const good = drawn.filter(({ expiresAt, drawnByPerson }) => expiresAt > now && drawnByPerson !== personKey);
  const [one, other] = hashes.map((hash) => good.find(({ codeHash }) => codeHash === hash)?.drawnByPerson);
  return one !== undefined && other !== undefined && one !== other;
};
