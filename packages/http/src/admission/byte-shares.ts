import { reject } from '@ansinh/contracts/catalogue/problems';

/** How many bytes may be held in memory for all together, and for one. */
export type ByteLimits = {
  readonly bytesAtOnce: number;
  readonly bytesEach: number;
  /** What is not larger finds room in any case, as long as its owner has some. */
  readonly smallBytes: number;
};

/** What is held for one work. */
export type ByteShare = {
  /**
   * Room for more bytes, now or not at all.
   * @throws Rejection request.too-many when its owner holds too much, service.unavailable when all together do
   */
  readonly grow: (bytes: number) => void;
  /** Gives back what is held. */
  readonly leave: () => void;
};

export type ByteShares = (who: string) => ByteShare;

/**
 * Memory that many share. What counts is what has come, not what was announced: who announces much and sends little
 * holds little. Nobody waits: what waits unread holds its line.
 */
export const byteShares = ({ bytesAtOnce, bytesEach, smallBytes }: ByteLimits): ByteShares => {
  const heldBy = new Map<string, number>();
  let heldByAll = 0;
  const add = (who: string, bytes: number): void => {
    heldByAll += bytes;
    const held = (heldBy.get(who) ?? 0) + bytes;
    if (held === 0) heldBy.delete(who);
    else heldBy.set(who, held);
  };
  return (who) => {
    let held = 0;
    return {
      grow: (bytes) => {
        if ((heldBy.get(who) ?? 0) + bytes > bytesEach) throw reject('request.too-many', { bytesAtOnce: bytesEach });
        if (held + bytes > smallBytes && heldByAll + bytes > bytesAtOnce) throw reject('service.unavailable');
        held += bytes;
        add(who, bytes);
      },
      leave: () => {
        add(who, -held);
        held = 0;
      },
    };
  };
};
