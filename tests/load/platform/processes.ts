// What the processes of the platform use.
import { readdirSync, readFileSync } from 'node:fs';
import type { Platform } from '@ansinh/local';

export type ProcessTime = { readonly pid: number; readonly parent: number; readonly cpuMs: number };
export type Used = { readonly name: string; readonly memoryMb: number; readonly cpuMs: number };

const TICKS_MS = 10;
const LOOK_EVERY_MS = 500;
// Places in /proc/PID/stat after the name of the program.
const PARENT = 1;
// Its own time in user and system mode, and that of its children that have ended: PostgreSQL ends many.
const TIMES = [11, 12, 13, 14];

/** A line of /proc/PID/stat; the name of a program may hold spaces and brackets itself. */
export const processTimeOf = (pid: number, stat: string): ProcessTime => {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return {
    pid,
    parent: Number(fields[PARENT]),
    cpuMs: TIMES.reduce((ticks, place) => ticks + Number(fields[place]), 0) * TICKS_MS,
  };
};

/** Of every process; empty where there is no /proc. */
const listProcesses = (): ProcessTime[] => {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        try {
          return [processTimeOf(Number(pid), readFileSync(`/proc/${pid}/stat`, 'utf8'))];
        } catch {
          return [];
        }
      });
  } catch {
    return [];
  }
};

/** A process and all that it has started. */
export const withDescendants = (all: readonly ProcessTime[], pid: number): ReadonlySet<number> => {
  const found = new Set([pid]);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const { pid: own, parent } of all) if (found.has(parent)) found.add(own);
  }
  return found;
};

const residentMb = (pid: number): number => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};

/** Watches named processes from now on; `stop` tells the processor time of each and the most memory it had, in MB. */
export const watchProcesses = (pids: ReadonlyMap<string, number>): { readonly stop: () => Used[] } => {
  const most = new Map<string, number>();
  const look = () => {
    for (const [name, pid] of pids) most.set(name, Math.max(most.get(name) ?? 0, residentMb(pid)));
  };
  const cpuOf = () => {
    const all = listProcesses();
    return new Map(
      [...pids].map(([name, pid]) => {
        const own = withDescendants(all, pid);
        return [name, all.filter((each) => own.has(each.pid)).reduce((sum, { cpuMs }) => sum + cpuMs, 0)];
      }),
    );
  };
  const before = cpuOf();
  look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      const after = cpuOf();
      return [...pids.keys()].map((name) => ({
        name,
        memoryMb: most.get(name) ?? 0,
        cpuMs: (after.get(name) ?? 0) - (before.get(name) ?? 0),
      }));
    },
  };
};

/** The processes of a running platform by their names, for `watchProcesses`. */
export const pidsOf = ({ apps, postgres, kafka, zipkin }: Platform): Map<string, number> =>
  new Map<string, number>([
    ...[...apps].map(([name, { pid }]) => [name, pid] as const),
    ['PostgreSQL', postgres.pid],
    ['Kafka', kafka.pid],
    ['Zipkin', zipkin.pid],
  ]);
