import type { PlatformStatus } from '@ansinh/contracts/operations/api';

/** An offset by the name of what it belongs to: `topic:partition`, or `group topic:partition`. */
export type Offsets = ReadonlyMap<string, number>;

/** Where each partition ends, out of what Kafka's GetOffsetShell prints: `topic:partition:offset`. */
export const readEnds = (printed: string): Offsets =>
  new Map([...printed.matchAll(/^(\S+:\d+):(\d+)$/gm)].map(([, name = '', offset]) => [name, Number(offset)]));

/** How far each group has read, out of the table that Kafka's consumer-groups tool prints; a `-` is no offset. */
export const readCommitted = (printed: string): Offsets =>
  new Map(
    [...printed.matchAll(/^(\S+) +(\S+) +(\d+) +(\d+) /gm)].map(([, group, topic, partition, offset]) => [
      `${group} ${topic}:${partition}`,
      Number(offset),
    ]),
  );

/** The lines of the table that the sample month prints at its end, by their labels. */
export const readTotals = (printed: string): ReadonlyMap<string, string> =>
  new Map([...printed.matchAll(/^ {2}(\S.*?) {3,}(\S.*)$/gm)].map(([, label = '', value = '']) => [label, value]));

/** Offsets only grow: what is smaller than before, or gone, was lost. */
export const lostOffsets = (before: Offsets, after: Offsets): string[] =>
  [...before]
    .filter(([name, offset]) => offset > (after.get(name) ?? -1))
    .map(([name, offset]) => `${name} was at ${offset} and is ${after.get(name) ?? 'gone'}`);

export const eventsIn = (ends: Offsets, topic: string): number =>
  [...ends].reduce((sum, [name, offset]) => (name.startsWith(`${topic}:`) ? sum + offset : sum), 0);

/** Totals that are not what they were; some may differ, since more has happened. */
export const changedTotals = (
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  mayDiffer: readonly string[],
): string[] =>
  [...before]
    .filter(([label, value]) => !mayDiffer.includes(label) && after.get(label) !== value)
    .map(([label, value]) => `"${label}" was ${value} and is ${after.get(label) ?? 'gone'}`);

/** What is on its way or stands still; nothing when everything that was told has taken effect. */
export const unrestOf = ({ services }: PlatformStatus): string[] =>
  services.flatMap((each) => {
    if (each.status === 'unavailable') return [`${each.service} is unavailable: ${each.reason}`];
    const { service, stuck, lag, consumer, database } = each.data;
    const counts = [
      ['events in the outbox', database?.outbox.messages],
      ['dead letters', database?.deadLetters.open],
      ['held events', database?.held.messages],
      ['events to be read', consumer === null ? 0 : lag?.reduce((sum, { messages }) => sum + messages, 0)],
    ] as const;
    return [
      ...stuck.map(({ what }) => `${service}: ${what}`),
      ...counts
        .filter(([, count]) => count !== 0)
        .map(([what, count]) => `${service} has ${count ?? 'unknown'} ${what}`),
    ];
  });
