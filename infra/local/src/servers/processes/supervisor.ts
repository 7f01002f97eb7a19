import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { openLog, tailOf } from './log';
import { type Probe, waitUntilReady } from './probes';
import { startWatchdog, type Watchdog } from './watchdog';

export type TaskSpec = {
  /** Names the child in messages and its log file, `<name>.log`. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** The whole environment of the child; the parent's when left out. */
  readonly env?: NodeJS.ProcessEnv;
  /** Another user to run as; only root may ask for it. */
  readonly identity?: { readonly uid: number; readonly gid: number } | undefined;
};

export type ChildSpec = TaskSpec & {
  /** The polite way to ask it to end. SIGTERM when left out. */
  readonly stopSignal?: NodeJS.Signals;
  /** How long it may take to end before SIGKILL, in milliseconds. 10 seconds when left out. */
  readonly stopTimeoutMs?: number;
  readonly isReady: Probe;
  /** How long it may take to become ready, in milliseconds. What the supervisor allows when left out. */
  readonly readyTimeoutMs?: number;
};

export type RunningChild = {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** From spawn to the first yes of its probe. */
  readonly readyAfterMs: number;
  /** Resolves when the process is gone. Stopping twice is the same as stopping once. */
  stop(): Promise<void>;
  /** Sends this very process a signal; false when it is gone. For fault tests: a stop is `stop`. */
  signal(signal: NodeJS.Signals): boolean;
  /** Resolves when the process is gone, whoever ended it. */
  readonly gone: Promise<void>;
};

export type UnexpectedExit = {
  readonly name: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly logFile: string;
  readonly logTail: string;
};

/** Owns every process it started: nothing else is ever signalled, and none outlives it. */
export type Supervisor = {
  /** @throws ChildFailedError when the process ends, or is not ready in time; it is stopped then */
  start(spec: ChildSpec): Promise<RunningChild>;
  /** Runs a command to its end. @throws ChildFailedError when it does not end with exit code 0 */
  run(spec: TaskSpec): Promise<void>;
  /** Stops all children in parallel; nothing can be started afterwards. */
  stopAll(): Promise<void>;
};

/** A child could not be started; the message holds the end of its log. */
export class ChildFailedError extends Error {
  override readonly name = 'ChildFailedError';
}

/** The setting that says how long a process may take to become ready, and what holds without it. */
export const READY_TIMEOUT = { setting: 'ANSINH_READY_TIMEOUT_MS', defaultMs: 60_000 } as const;

export type SupervisorOptions = {
  readonly logDirectory: string;
  /** What the setting says; its default when left out. */
  readonly readyTimeoutMs?: number;
  /** Called when a child that was ready ends without having been asked to. */
  readonly onUnexpectedExit?: (exit: UnexpectedExit) => void;
};

type AnySpec = TaskSpec & Pick<Partial<ChildSpec>, 'stopSignal' | 'stopTimeoutMs' | 'readyTimeoutMs'>;

type Started = {
  readonly spec: AnySpec;
  readonly process: ChildProcess;
  readonly logFile: string;
  readonly gone: Promise<void>;
  spawnError: Error | undefined;
  isGone: boolean;
  isStopping: boolean;
  isReady: boolean;
};

export const createSupervisor = (options: SupervisorOptions): Supervisor => {
  const children = new Set<Started>();
  let watchdog: Watchdog | undefined;
  let closed = false;

  const launch = (spec: AnySpec): Started => {
    if (closed) throw new ChildFailedError(`${spec.name} is not started, since everything is being stopped`);
    watchdog ??= startWatchdog();
    const child = spawnChild(spec, options.logDirectory);
    const pid = child.process.pid;
    children.add(child);
    if (pid !== undefined) watchdog.add(pid, spec.stopSignal ?? 'SIGTERM');
    void child.gone.then(() => {
      children.delete(child);
      if (pid !== undefined) watchdog?.remove(pid);
      if (child.isReady && !child.isStopping) options.onUnexpectedExit?.(describeExit(child));
      if (children.size === 0) {
        watchdog?.close();
        watchdog = undefined;
      }
    });
    return child;
  };

  return {
    async start(spec) {
      const startedAt = performance.now();
      const child = launch(spec);
      const timeoutMs = spec.readyTimeoutMs ?? options.readyTimeoutMs ?? READY_TIMEOUT.defaultMs;
      const ready = await waitUntilReady(spec.isReady, { timeoutMs, giveUp: () => child.isGone || child.isStopping });
      const pid = child.process.pid;
      if (!ready || pid === undefined || child.isGone) {
        const reason = failureReason(child, timeoutMs);
        await stopChild(child);
        throw new ChildFailedError(`${reason}\n${tailOf(child.logFile)}\n(whole log: ${child.logFile})`);
      }
      child.isReady = true;
      const readyAfterMs = Math.round(performance.now() - startedAt);
      return {
        name: spec.name,
        pid,
        logFile: child.logFile,
        readyAfterMs,
        stop: () => stopChild(child),
        signal: (signal) => !child.isGone && child.process.kill(signal),
        gone: child.gone,
      };
    },
    async run(spec) {
      const child = launch(spec);
      await child.gone;
      if (child.process.exitCode === 0) return;
      throw new ChildFailedError(`${exitReason(child)}\n${tailOf(child.logFile)}\n(whole log: ${child.logFile})`);
    },
    async stopAll() {
      closed = true;
      await Promise.all([...children].map(stopChild));
    },
  };
};

const spawnChild = (spec: AnySpec, logDirectory: string): Started => {
  const logFile = join(logDirectory, `${spec.name}.log`);
  const log = openLog(logDirectory, logFile);
  const process = spawn(spec.command, spec.args, {
    // A process group of its own: Ctrl-C in the terminal reaches the parent alone, which stops its children in order.
    detached: true,
    stdio: ['ignore', log, log],
    ...(spec.cwd === undefined ? {} : { cwd: spec.cwd }),
    ...(spec.env === undefined ? {} : { env: spec.env }),
    ...(spec.identity ?? {}),
  });
  closeSync(log);
  const { promise: gone, resolve } = Promise.withResolvers<void>();
  const child: Started = {
    spec,
    process,
    logFile,
    gone,
    spawnError: undefined,
    isGone: false,
    isStopping: false,
    isReady: false,
  };
  const end = (): void => {
    child.isGone = true;
    resolve();
  };
  process.once('exit', end);
  process.once('error', (error) => {
    // Also emitted when a signal could not be sent; then the process is still there and "exit" comes later.
    if (process.pid !== undefined) return;
    child.spawnError = error;
    end();
  });
  return child;
};

const stopChild = async (child: Started): Promise<void> => {
  const pid = child.process.pid;
  if (child.isGone || pid === undefined) return;
  if (!child.isStopping) {
    child.isStopping = true;
    child.process.kill(child.spec.stopSignal ?? 'SIGTERM');
    const timer = setTimeout(() => killGroup(pid), child.spec.stopTimeoutMs ?? 10_000);
    void child.gone.then(() => clearTimeout(timer));
  }
  await child.gone;
};

const killGroup = (pid: number): void => {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group ended between the timer and the signal, which is what was wanted.
  }
};

const failureReason = (child: Started, timeoutMs: number): string => {
  const { name } = child.spec;
  if (child.isStopping) return `${name} was stopped before it was ready`;
  if (child.isGone) return exitReason(child);
  const isSetting = child.spec.readyTimeoutMs === undefined;
  const longer = isSetting ? `, and ${READY_TIMEOUT.setting} gives it longer` : '';
  return `${name} was not ready after ${timeoutMs / 1000} s${longer}; the end of its log:`;
};

const exitReason = (child: Started): string => {
  const { name, command } = child.spec;
  if (child.spawnError !== undefined) return `${name} could not be started (${command}): ${child.spawnError.message}`;
  const { exitCode, signalCode } = child.process;
  return `${name} ended by ${signalCode ?? `exit code ${exitCode}`}; the end of its log:`;
};

const describeExit = (child: Started): UnexpectedExit => {
  return {
    name: child.spec.name,
    code: child.process.exitCode,
    signal: child.process.signalCode,
    logFile: child.logFile,
    logTail: tailOf(child.logFile),
  };
};
