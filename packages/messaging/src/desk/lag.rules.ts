export type PartitionLag = {
  readonly topic: string;
  readonly partition: number;
  /** Where the group goes on reading. */
  readonly position: bigint;
  readonly messages: number;
};

type Seen = { readonly position: bigint; readonly since: Date };

/** Remembers since when each partition that has messages left stands still. */
export class LagHistory {
  #seen: ReadonlyMap<string, Seen> = new Map();

  /** Takes a reading of all partitions; answers since when the one that has stood still the longest does so. */
  note(partitions: readonly PartitionLag[], at: Date): Date | undefined {
    const next = new Map<string, Seen>();
    for (const { topic, partition, position, messages } of partitions) {
      if (messages === 0) continue;
      const key = `${topic}/${partition}`;
      const before = this.#seen.get(key);
      next.set(key, before?.position === position ? before : { position, since: at });
    }
    this.#seen = next;
    return [...next.values()].map(({ since }) => since).sort((one, other) => one.getTime() - other.getTime())[0];
  }
}
