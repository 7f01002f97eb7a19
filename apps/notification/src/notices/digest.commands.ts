import type { Tx } from '../kit';
import { digestOf } from './digest.rules';
import { lockOpenLines, type OpenLine, saveDigested } from './digest.store';
import { postAll } from './notice.commands';

const ownerOf = ({ recipient: { kind, id } }: OpenLine): string => `${kind}|${id}`;

/** Posts to everybody whose lines wait one list of them; nothing to who was told of nothing. */
export const postDigests = async (tx: Tx, jobId: string): Promise<void> => {
  for (const lines of Map.groupBy(await lockOpenLines(tx.db), ownerOf).values()) {
    const [first, ...others] = lines;
    if (first === undefined) continue;
    // No event tells it: the job does, and tells it once.
    const draft = { recipient: first.recipient, notice: digestOf([first, ...others]), causeEventId: jobId };
    const [digestId] = await postAll(tx, [draft]);
    if (digestId === undefined) throw new Error(`the list of ${jobId} was posted before, and left its lines open`);
    await saveDigested(tx.db, lines, digestId);
  }
};
