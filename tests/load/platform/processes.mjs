// What the processes of the platform use.
import { readdirSync, readFileSync } from 'node:fs';

const TICKS_MS = 10;

/** Parent and processor time in milliseconds of every process; undefined where there is no /proc. */
function processes() {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        try {
          const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
          const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
          return [
            {
              pid: Number(pid),
              parent: Number(fields[1]),
              cpuMs: (Number(fields[11]) + Number(fields[12])) * TICKS_MS,
            },
          ];
        } catch {
          return [];
        }
      });
  } catch {
    return undefined;
  }
}

function withDescendants(all, pid) {
  const found = new Set([pid]);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const { pid: own, parent } of all) if (found.has(parent)) found.add(own);
  }
  return found;
}

function residentMb(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Watches named processes from now on; `stop` tells the processor time of each and the most memory it had, in MB. */
export function watchProcesses(pids) {
  const most = new Map();
  const look = () => {
    for (const [name, pid] of pids) most.set(name, Math.max(most.get(name) ?? 0, residentMb(pid)));
  };
  const cpuOf = () => {
    const all = processes() ?? [];
    return new Map(
      [...pids].map(([name, pid]) => {
        const own = withDescendants(all, pid);
        return [name, all.filter((each) => own.has(each.pid)).reduce((sum, { cpuMs }) => sum + cpuMs, 0)];
      }),
    );
  };
  const before = cpuOf();
  look();
  const timer = setInterval(look, 500);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      const after = cpuOf();
      return [...pids.keys()].map((name) => ({
        name,
        memoryMb: most.get(name),
        cpuMs: after.get(name) - before.get(name),
      }));
    },
  };
}

/** The processes of a running platform by their names, for `watchProcesses`. */
export const pidsOf = ({ apps, postgres, kafka, zipkin }) =>
  new Map([
    ...[...apps].map(([name, { pid }]) => [name, pid]),
    ['PostgreSQL', postgres.pid],
    ['Kafka', kafka.pid],
    ['Zipkin', zipkin.pid],
  ]);
