import { connect, type Socket } from 'node:net';

/** A slow partner: connections that each begin to send a body, and then hardly go on. */
export type Crowd = {
  /** Status lines that were heard on its connections, and how many of them are still open. */
  readonly heard: () => readonly string[];
  readonly open: () => number;
  readonly leave: () => void;
};

const DROP_EVERY_MS = 1_000;

const opened = (gatewayUrl: string, head: string, heard: string[]): Promise<Socket> =>
  new Promise((resolve, fail) => {
    const { hostname, port } = new URL(gatewayUrl);
    const socket = connect(Number(port), hostname, () => {
      socket.write(head);
      resolve(socket);
    });
    socket.on('data', (data) => heard.push(data.toString().split('\r\n', 1)[0] ?? ''));
    socket.once('error', fail);
    socket.on('error', () => undefined);
  });

/** Sends the heads of so many posts at once, each with the first letter of its body, and one more letter a second. */
export const startCrowd = async (gatewayUrl: string, path: string, token: string, count: number): Promise<Crowd> => {
  const head = [
    `POST ${path} HTTP/1.1`,
    'Host: x',
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    'Idempotency-Key: slow',
    'Content-Length: 100000',
    '',
    '{',
  ].join('\r\n');
  const heard: string[] = [];
  const sockets = await Promise.all(Array.from({ length: count }, () => opened(gatewayUrl, head, heard)));
  const drops = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write(' ');
  }, DROP_EVERY_MS);
  return {
    heard: () => heard,
    open: () => sockets.filter(({ destroyed, readyState }) => !destroyed && readyState === 'open').length,
    leave: () => {
      clearInterval(drops);
      for (const socket of sockets) socket.destroy();
    },
  };
};

/** How long each of so many calls took, some at a time, in ms and in their order of size. */
export const timesOf = async (count: number, atOnce: number, call: () => Promise<void>): Promise<number[]> => {
  const times: number[] = [];
  const caller = async (): Promise<void> => {
    while (times.length < count) {
      const began = performance.now();
      await call();
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
  return times.sort((one, other) => one - other);
};

export const p99 = (sorted: readonly number[]): number => sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0;
