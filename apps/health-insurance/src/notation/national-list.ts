/** A list of the national format, split at ";" and often ended by one as well; empty text is an empty list. */
export const listOf = (text: string | undefined): string[] => {
  if (text === undefined || text === '') return [];
  const parts = text.split(';').map((part) => part.trim());
  return parts.length > 1 && parts.at(-1) === '' ? parts.slice(0, -1) : parts;
};
