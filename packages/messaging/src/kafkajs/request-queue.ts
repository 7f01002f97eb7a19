import { createRequire } from 'node:module';

/** What kafkajs has of its queue of the requests of one connection, as far as it matters here. */
type RequestQueue = { readonly pending: readonly unknown[] };
type QueueClass = { readonly prototype: { scheduleCheckPendingRequests: (this: RequestQueue) => void } };

/**
 * Lets kafkajs look after waiting requests only while there are some. As it is, each connection sets a timer for a time
 * that has passed, and again when it has run: a thousand times a second, for as long as the process lives (issue 1704 of
 * tulios/kafkajs). Whatever may start to wait or may go on calls this method anyhow.
 */
export const quietRequestQueues = (): void => {
  const { prototype } = createRequire(__filename)('kafkajs/src/network/requestQueue') as QueueClass;
  const schedule = prototype.scheduleCheckPendingRequests;
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue): void {
    if (this.pending.length > 0) schedule.call(this);
  };
};
