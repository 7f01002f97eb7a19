import { parseArgs } from 'node:util';

const EVENTS = { usual: '200000', from: 20_000, to: 2_000_000 };

export const readOptions = (
  args: readonly string[],
): { readonly events: number; readonly isLibraryEncoder: boolean } => {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { 'library-encoder': { type: 'boolean', default: false } },
  });
  const events = Number(positionals[0] ?? EVENTS.usual);
  if (!(events >= EVENTS.from && events <= EVENTS.to) || positionals.length > 1 || events % 2 !== 0)
    throw new Error(`EVENTS is an even number from ${EVENTS.from} to ${EVENTS.to}`);
  return { events, isLibraryEncoder: values['library-encoder'] };
};
