import {
  type ChildSpec,
  createSupervisor,
  type RunningChild,
  readyTimeoutFromEnvironment,
  type Supervisor,
} from '@ansinh/local';
import { openTcpProxy, type ProxyMode, type ProxySession, type TcpProxy } from './tcp-proxy';

/** One act, in the order of the acts: what a run prints, so that it can be compared with another of the same seed. */
export type Act = { readonly atMs: number; readonly what: string };

/**
 * Breaks things, and only what it made itself: it holds the handle of each process and of each proxy. A process that
 * somebody else started cannot even be named to it.
 */
export type Nemesis = {
  /** For servers that start themselves by a supervisor; what it starts is this nemesis' own. */
  readonly supervisor: Supervisor;
  readonly acts: readonly Act[];
  start(spec: ChildSpec): Promise<RunningChild>;
  proxy(name: string, targetPort: number): Promise<TcpProxy>;
  /** SIGKILL; resolves when the process is gone. */
  kill(child: RunningChild): Promise<void>;
  /** SIGSTOP: its sockets stay open and nobody answers. `resume` or `heal` ends it. */
  pause(child: RunningChild): void;
  resume(child: RunningChild): void;
  /** Any other signal, such as the one of an immediate shutdown. */
  signal(child: RunningChild, signal: NodeJS.Signals): void;
  set(proxy: TcpProxy, mode: ProxyMode): void;
  cut(proxy: TcpProxy, which?: (session: ProxySession) => boolean): number;
  /** Opens every proxy and lets every paused process go on. */
  heal(): void;
  /** Heals, then ends everything that was started. */
  end(): Promise<void>;
};

export const createNemesis = (logDirectory: string): Nemesis => {
  const supervisor = createSupervisor({ logDirectory, readyTimeoutMs: readyTimeoutFromEnvironment() });
  const started = performance.now();
  const acts: Act[] = [];
  const children = new Set<RunningChild>();
  const paused = new Set<RunningChild>();
  const proxies = new Map<TcpProxy, string>();
  const say = (what: string): void => void acts.push({ atMs: Math.round(performance.now() - started), what });

  const own = async (spec: ChildSpec): Promise<RunningChild> => {
    const child = await supervisor.start(spec);
    children.add(child);
    void child.gone.then(() => {
      children.delete(child);
      paused.delete(child);
    });
    return child;
  };
  const hit = (child: RunningChild, signal: NodeJS.Signals): void => {
    if (!children.has(child)) throw new Error(`${child.name} is not a living process of this nemesis`);
    say(`${signal} ${child.name}`);
    child.signal(signal);
  };
  const named = (proxy: TcpProxy): string => {
    const name = proxies.get(proxy);
    if (name === undefined) throw new Error('this proxy is not of this nemesis');
    return name;
  };
  const heal = (): void => {
    for (const child of paused) child.signal('SIGCONT');
    paused.clear();
    for (const proxy of proxies.keys()) {
      proxy.delay(0);
      proxy.set('open');
    }
  };

  return {
    supervisor: { start: own, run: (spec) => supervisor.run(spec), stopAll: () => supervisor.stopAll() },
    acts,
    start: own,
    proxy: async (name, targetPort) => {
      const proxy = await openTcpProxy(targetPort);
      proxies.set(proxy, name);
      return proxy;
    },
    kill: async (child) => {
      hit(child, 'SIGKILL');
      await child.gone;
    },
    pause: (child) => {
      hit(child, 'SIGSTOP');
      paused.add(child);
    },
    resume: (child) => {
      hit(child, 'SIGCONT');
      paused.delete(child);
    },
    signal: hit,
    set: (proxy, mode) => {
      say(`${mode} ${named(proxy)}`);
      proxy.set(mode);
    },
    cut: (proxy, which) => {
      const name = named(proxy);
      const count = proxy.cut(which);
      say(`cut ${count} sessions of ${name}`);
      return count;
    },
    heal,
    end: async () => {
      heal();
      await supervisor.stopAll();
      await Promise.all([...proxies.keys()].map((proxy) => proxy.close()));
    },
  };
};
