import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * - `open`: everything passes.
 * - `refuse`: sessions are reset, and new ones as soon as they are made.
 * - `freeze`: sessions and new connections stay, nothing passes: a stalled server or a cable pulled out.
 * - `freeze-answers`: requests still arrive and are carried out, answers do not come back.
 * - `freeze-requests`: the other way round.
 */
export type ProxyMode = 'open' | 'refuse' | 'freeze' | 'freeze-answers' | 'freeze-requests';

/** One connection through the proxy, by the port from which the proxy itself calls the server. */
export type ProxySession = { readonly upstreamPort: number | undefined };

/** Stands before a server on the loopback interface; clients are told its port instead of the server's. */
export type TcpProxy = {
  readonly port: number;
  readonly mode: ProxyMode;
  /** How many connections are open. */
  readonly sessions: number;
  set(mode: ProxyMode): void;
  /** Every piece of data waits this long, in each direction. 0 to end that. */
  delay(milliseconds: number): void;
  /** Resets the sessions that `which` names (all when left out), and says how many; new ones are served. */
  cut(which?: (session: ProxySession) => boolean): number;
  close(): Promise<void>;
};

type Direction = 'requests' | 'answers';
type Pair = ProxySession & { readonly client: Socket; readonly server: Socket };

/** What all sessions of a proxy look at; `changed` wakes those that wait for another mode. */
class Settings {
  mode: ProxyMode = 'open';
  delayMs = 0;
  #wake = Promise.withResolvers<void>();

  set(mode: ProxyMode): void {
    this.mode = mode;
    this.#wake.resolve();
    this.#wake = Promise.withResolvers<void>();
  }

  async untilOpen(direction: Direction): Promise<void> {
    while (this.mode === 'freeze' || this.mode === `freeze-${direction}`) await this.#wake.promise;
  }
}

/** Carries one piece after the other, so that their order stands whatever the delays are. */
const carry = (from: Socket, to: Socket, settings: Settings, direction: Direction): void => {
  let busy = Promise.resolve();
  from.on('data', (chunk: Buffer) => {
    from.pause();
    busy = (async () => {
      if (settings.delayMs > 0) await delay(settings.delayMs);
      await settings.untilOpen(direction);
      if (to.destroyed) return;
      if (!to.write(chunk)) await Promise.race([once(to, 'drain'), once(to, 'close')]);
      from.resume();
    })().catch(() => void from.destroy());
  });
  from.on('end', () => void busy.then(() => settings.untilOpen(direction)).then(() => to.end()));
};

/** Opens a proxy on a free port of the loopback interface (or on `port`) before 127.0.0.1:`targetPort`. */
export const openTcpProxy = async (targetPort: number, port = 0): Promise<TcpProxy> => {
  const settings = new Settings();
  const pairs = new Set<Pair>();

  const join = async (client: Socket): Promise<void> => {
    client.on('error', () => undefined);
    if (settings.mode === 'refuse') return void client.resetAndDestroy();
    await settings.untilOpen('requests');
    if (client.destroyed) return;
    const server = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    server.on('error', () => void client.resetAndDestroy());
    const pair: Pair = {
      client,
      server,
      get upstreamPort() {
        return server.localPort;
      },
    };
    pairs.add(pair);
    const part = (): void => {
      pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    client.on('close', part);
    server.on('close', part);
    carry(client, server, settings, 'requests');
    carry(server, client, settings, 'answers');
  };

  const listener = createServer({ allowHalfOpen: true, noDelay: true }, (client) => void join(client));
  listener.listen(port, '127.0.0.1');
  await once(listener, 'listening');
  const reset = (pair: Pair): void => {
    pair.client.resetAndDestroy();
    pair.server.resetAndDestroy();
  };
  return {
    port: (listener.address() as AddressInfo).port,
    get mode() {
      return settings.mode;
    },
    get sessions() {
      return pairs.size;
    },
    set: (mode) => {
      settings.set(mode);
      if (mode === 'refuse') for (const pair of pairs) reset(pair);
    },
    delay: (milliseconds) => {
      settings.delayMs = milliseconds;
    },
    cut: (which = () => true) => {
      const chosen = [...pairs].filter(which);
      for (const pair of chosen) reset(pair);
      return chosen.length;
    },
    close: async () => {
      settings.set('open');
      for (const pair of pairs) reset(pair);
      listener.close();
      await once(listener, 'close');
    },
  };
};
