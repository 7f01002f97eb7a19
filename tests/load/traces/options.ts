const SPANS = { usual: '500000', from: 10_000, to: 5_000_000 };

export const readOptions = (args: readonly string[]): { readonly spans: number } => {
  const spans = Number(args[0] ?? SPANS.usual);
  if (!(spans >= SPANS.from && spans <= SPANS.to) || args.length > 1)
    throw new Error(`SPANS is a number from ${SPANS.from} to ${SPANS.to}`);
  return { spans };
};
