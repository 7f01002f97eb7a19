import { parseArgs } from 'node:util';

const SECONDS = { from: 1, to: 600 };
const CONNECTIONS = { from: 1, to: 256 };

export type Options = { readonly seconds: number; readonly connections: readonly number[] };

const isWithin = (number: number, { from, to }: { readonly from: number; readonly to: number }): boolean =>
  Number.isInteger(number) && number >= from && number <= to;

export const readOptions = (args: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: { seconds: { type: 'string', default: '30' }, connections: { type: 'string', default: '1,16,64' } },
  });
  const seconds = Number(values.seconds);
  const connections = values.connections.split(',').map(Number);
  if (!isWithin(seconds, SECONDS) || !connections.every((count) => isWithin(count, CONNECTIONS)))
    throw new Error(
      `--seconds is ${SECONDS.from} to ${SECONDS.to}, --connections numbers from ${CONNECTIONS.from} to ${CONNECTIONS.to} with commas`,
    );
  return { seconds, connections };
};
