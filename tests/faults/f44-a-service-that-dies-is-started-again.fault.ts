import type { Finding } from '@ansinh/testkit';
import type { Reply } from './arena/client';
import { type Entrance, openEntrance } from './arena/entrance';
import { fault } from './arena/fault';

const WORKERS = 4;
const PAUSE_MS = 40;

const isTaken = (reply: Reply): boolean => reply.kind === 'answer' && reply.status < 300;
/** What a client repeats under its key: nobody answered, or the door says that the service is away. */
const isToRepeat = (reply: Reply): boolean =>
  reply.kind !== 'answer' || [429, 502, 503, 504].includes(reply.status) || reply.body.code === 'idempotency.in-flight';

/** Credits through the door until it is stopped, each repeated under its key until it is known. */
const reportCredits = async (entrance: Entrance) => {
  const token = await entrance.tokenOf('bank');
  const taken: string[] = [];
  const wrong: string[] = [];
  let going = true;
  let count = 0;
  const report = async (bankReference: string): Promise<void> => {
    const body = {
      ...{ bankReference, amountVnd: '50000', bookedOn: '2026-11-05' },
      ...{ content: 'chuyen tien', creditedAccount: '1066000000001' },
    };
    for (;;) {
      const reply = await entrance.ask({ path: '/v1/bank-credits', key: bankReference, token, body });
      if (isTaken(reply)) return void taken.push(bankReference);
      if (!isToRepeat(reply)) return void wrong.push(`${bankReference}: ${JSON.stringify(reply)}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  };
  const work = async (): Promise<void> => {
    while (going) {
      count += 1;
      await report(`revival-${count}`);
    }
  };
  const running = Promise.all(Array.from({ length: WORKERS }, work));
  return {
    taken,
    wrong,
    stop: async () => {
      going = false;
      await running;
    },
  };
};

/** Each credit that was acknowledged stands once, and no other. */
const judge = async (entrance: Entrance, taken: readonly string[]): Promise<Finding[]> => {
  const rows = await entrance.query<{ reference: string; count: number }>(
    `SELECT bank_reference AS reference, count(*)::int AS count FROM bank_credits GROUP BY bank_reference`,
  );
  const counts = new Map(rows.map(({ reference, count }) => [reference, count]));
  const lost = taken.filter((reference) => !counts.has(reference));
  const doubled = [...counts].filter(([, count]) => count > 1).map(([reference]) => reference);
  return [
    ...lost.map((subject): Finding => ({ rule: 'lost', subject, detail: 'was acknowledged and is not there' })),
    ...doubled.map((subject): Finding => ({ rule: 'doubled', subject, detail: 'stands more than once' })),
  ];
};

export const f44 = fault({
  id: 'F44',
  promises: ['P1', 'P4', 'P9'],
  isDeep: true,
  title: 'a service that dies under load is started again, says so, and every acknowledged credit stands once',
  recoverWithinS: 15,
  play: async ({ random, sized }) => {
    const entrance = await openEntrance();
    try {
      const credits = await reportCredits(entrance);
      const runs = sized(4, 1);
      let slowest = 0;
      for (let run = 0; run < runs; run += 1) {
        await new Promise((resolve) => setTimeout(resolve, random.int(1_000, 3_000)));
        const ended = entrance.collection();
        const before = credits.taken.length;
        const started = performance.now();
        ended.signal('SIGKILL');
        await entrance.untilRevived(ended);
        while (credits.taken.length === before) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
        slowest = Math.max(slowest, (performance.now() - started) / 1000);
      }
      await credits.stop();
      expect(credits.wrong).toEqual([]);
      expect(entrance.said.filter((line) => /^collection is started again/.test(line))).toHaveLength(runs);
      const findings = await judge(entrance, credits.taken);
      return { runs, operations: credits.taken.length, recoverySeconds: slowest, findings };
    } finally {
      await entrance.end();
    }
  },
});
