// What the processes of the platform use, and when Kafka tells that a claim was received and appraised.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { ClaimAppraised, ClaimReceived } = require('@ansinh/contracts');
const { createKafka } = require('@ansinh/messaging/testing');
const { createLogger } = require('@ansinh/telemetry');

const now = () => performance.timeOrigin + performance.now();
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

/** Notes when the answer to each claim is published: `appraised` by claim, `received` claims by submission. */
export async function watchAnswers(brokers) {
  const kafka = createKafka({ brokers: [brokers], clientId: 'load', logger: createLogger('load', 'warn') });
  const consumer = kafka.consumer({ groupId: 'load', maxWaitTimeInMs: 50 });
  const received = new Map();
  const appraised = new Map();
  const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
  await consumer.connect();
  await consumer.subscribe({ topics: [...new Set([ClaimReceived.topic, ClaimAppraised.topic])], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch }) => {
      const at = now();
      for (const { headers, value } of batch.messages) {
        const type = String(headers.ce_type);
        const data = JSON.parse(value.toString());
        if (type === ClaimReceived.type) received.set(data.payload.documentId, data.claimId);
        if (type === ClaimAppraised.type)
          appraised.set(data.claimId, { at, outcome: data.outcome, rules: data.ruleCodes });
      }
    },
  });
  await joined;
  return { received, appraised, stop: () => consumer.disconnect() };
}
