import { failpoint, type Logger } from '@ansinh/telemetry';
import type { Effects } from './effects';
import type { Batch, GoOn, Progress } from './messages/batch';
import { isReadable, type RawMessage } from './messages/received';
import type { MessageTx } from './messages/subscription';
import type { HeldScope } from './order/held.store';

export type TogetherOptions<Tx extends MessageTx> = {
  readonly effects: Effects<Tx>;
  readonly logger: Logger;
  /** The way of one partition by itself. */
  readonly process: (messages: readonly RawMessage[], progress: Progress) => Promise<void>;
  readonly releaseHeld: (goOn: GoOn, scope: HeldScope) => Promise<void>;
};

/** A batch that is handled with others: what is left of it, and the aggregates of which held events may be due. */
type JointWork = {
  readonly progress: Progress;
  readonly left: RawMessage[];
  readonly freed: Set<string>;
  readonly end: PromiseWithResolvers<void>;
};

/**
 * Processes batches of different partitions of one topic, in transactions that take events of all of them. From the
 * first that fails on, each partition goes its own way, so that a bad message holds up nobody else's.
 * @returns for each batch when it is processed
 */
export const processTogether = <Tx extends MessageTx>(
  batches: readonly Batch[],
  options: TogetherOptions<Tx>,
): readonly Promise<void>[] => {
  const works = batches.map(({ messages, progress }) => ({
    progress,
    left: [...messages],
    freed: new Set<string>(),
    end: Promise.withResolvers<void>(),
  }));
  // The shortest first: nobody waits for what a partition that was held up brings all at once.
  const shortestFirst = works.toSorted((one, other) => one.left.length - other.left.length);
  const together = tryTogether(shortestFirst, options);
  return works.map(async ({ progress, left, freed, end }, index) => {
    const topic = batches[index]?.messages[0]?.topic ?? '';
    await Promise.race([together, end.promise]);
    // What was held may fail and be tried again for long: that too is the business of its own partition.
    if (freed.size > 0) await options.releaseHeld(progress.goOn, { topic, subjects: [...freed] });
    await options.process(left, progress);
  });
};

/** Takes what it handles off what is left, and notes the aggregates for which something may be held. */
const tryTogether = async <Tx extends MessageTx>(
  works: readonly JointWork[],
  { effects, logger }: TogetherOptions<Tx>,
): Promise<void> => {
  if (works.length < 2) return;
  const sent = works.flatMap((work) => work.left.map((raw) => ({ raw, work, item: effects.receive(raw) })));
  const received = sent.map(({ item }) => item);
  const goOn = () => works.every(({ progress }) => progress.goOn());
  for (let next = 0; next < received.length && goOn(); ) {
    const { items, lead = items[0] } = effects.runFrom(received, next);
    const readable = items.filter(isReadable);
    if (lead === undefined || lead.kind === 'unreadable') return;
    lead.kind satisfies 'event' | 'ignored';
    const isNothing = lead.kind === 'ignored' && readable.every(({ sequence }) => sequence === undefined);
    try {
      const freed = new Set(isNothing ? [] : await effects.apply(lead, readable));
      await failpoint('after-effect-commit');
      for (const { raw, work, item } of sent.slice(next, next + items.length)) {
        work.left.shift();
        work.progress.done(raw);
        const { subject = '' } = item.attributes ?? {};
        if (freed.has(subject)) work.freed.add(subject);
        if (work.left.length === 0) work.end.resolve();
      }
    } catch (error) {
      logger.info({ err: error, topic: lead.raw.topic }, 'partitions go on one by one');
      return;
    }
    next += items.length;
  }
};
