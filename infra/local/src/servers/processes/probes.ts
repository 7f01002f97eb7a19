import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** Asks once whether a server is ready. False means not yet; it never throws. */
export type Probe = () => Promise<boolean>;

const PROBE_TIMEOUT_MS = 2_000;

/** Ready when a GET is answered with a 2xx status. */
export const httpProbe = (url: string): Probe => {
  return async () => {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false;
    }
  };
};

/** Ready when a TCP connection is accepted. */
export const tcpProbe = (port: number, host = '127.0.0.1'): Probe => {
  return async () => (await exchange({ port, host, request: undefined, enough: () => true })) !== undefined;
};

/**
 * Ready when a Kafka broker names at least one broker as alive: it listens a moment before it has joined its own
 * cluster, and a client that comes in that moment is told that there is no broker.
 * Wire format: https://kafka.apache.org/protocol#The_Messages_Metadata, request and response version 1.
 */
export const kafkaProbe = (port: number, host = '127.0.0.1'): Probe => {
  const request = kafkaMetadataRequest();
  return async () => {
    const answer = await exchange({ port, host, request, enough: (bytes) => bytes.length >= 12 });
    return answer !== undefined && answer.readInt32BE(8) > 0;
  };
};

/** Asks until the probe says yes, something else ends the wait, or the time is over. */
export const waitUntilReady = async (
  probe: Probe,
  options: { readonly timeoutMs: number; readonly giveUp: () => boolean },
): Promise<boolean> => {
  const deadline = performance.now() + options.timeoutMs;
  for (let pauseMs = 20; performance.now() < deadline; pauseMs = Math.min(pauseMs * 1.5, 200)) {
    if (options.giveUp()) return false;
    if (await probe()) return true;
    await delay(pauseMs);
  }
  return false;
};

/** Size, API key 3 (Metadata), version 1, correlation id, client id, and no topics. */
const kafkaMetadataRequest = (): Buffer => {
  const clientId = Buffer.from('readiness');
  const header = Buffer.alloc(14);
  header.writeInt32BE(10 + clientId.length + 4, 0);
  header.writeInt16BE(3, 4);
  header.writeInt16BE(1, 6);
  header.writeInt32BE(1, 8);
  header.writeInt16BE(clientId.length, 12);
  return Buffer.concat([header, clientId, Buffer.alloc(4)]);
};

type Exchange = {
  readonly port: number;
  readonly host: string;
  /** Nothing to send: the accepted connection is the answer. */
  readonly request: Buffer | undefined;
  readonly enough: (received: Buffer) => boolean;
};

const exchange = ({ port, host, request, enough }: Exchange): Promise<Buffer | undefined> => {
  return new Promise((resolve) => {
    let received: Buffer = Buffer.alloc(0);
    const socket = connect({ port, host });
    const finish = (answer: Buffer | undefined): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(PROBE_TIMEOUT_MS, () => finish(undefined));
    socket.on('error', () => finish(undefined));
    socket.on('close', () => finish(undefined));
    socket.on('connect', () => (request === undefined ? finish(received) : socket.write(request)));
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (enough(received)) finish(received);
    });
  });
};
