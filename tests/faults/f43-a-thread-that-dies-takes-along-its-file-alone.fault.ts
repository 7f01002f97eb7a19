import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { buildCreditNotification } from '@ansinh/sample-data';
import type { Arena } from './arena/arena';
import type { Reply } from './arena/client';
import { send } from './arena/client';
import { fault } from './arena/fault';
import { BANK, type Load, quantile } from './arena/load';

const BOOKED_ON = localDate('2026-11-05');
const AGENCY = { number: '1066000000001', ownerName: 'BHXH', bankBin: BANK.tenant.code };

/** A bank's file that tells one credit, and what the client writes down of it. */
const nextFile = (load: Load) => {
  const { id, amountVnd = 0n } = load.next('credit');
  load.log.begin(id, 'credit');
  load.amounts.set(id, amountVnd);
  const payer = { content: 'chuyen tien', payerName: 'Nguyen Van A', payerAccount: '0011' };
  const payments = [{ bankReference: id, amountVnd, bookedOn: BOOKED_ON, ...payer }];
  const notification = {
    messageId: id.slice(-35),
    createdAt: new Date(`${BOOKED_ON}T08:30:00+07:00`),
    account: AGENCY,
  };
  return { id, text: buildCreditNotification({ ...notification, payments }) };
};
type File = ReturnType<typeof nextFile>;

const sendFile = async (url: string, load: Load, { id, text }: File): Promise<Reply> =>
  send(url, {
    path: '/v1/bank-statements',
    file: { type: 'application/xml', text },
    key: `file-${id}`,
    token: await load.tokenOf(BANK),
    timeoutMs: 60_000,
  });

const codeOf = (reply: Reply): string =>
  reply.kind === 'answer' ? `${reply.status} ${String(reply.body.code ?? '')}`.trim() : reply.kind;

/** Every file ends its thread; credits that need none are answered meanwhile. @returns their 99th percentile in ms */
const endThreads = async (arena: Arena, load: Load, files: readonly File[]): Promise<number> => {
  const armed = await arena.start('collection', { environment: { FAILPOINTS: 'while-reading=exit' } });
  const before = load.sent.length;
  const running = load.start({ kinds: ['credit'] });
  for (const file of files) expect(codeOf(await sendFile(armed.url, load, file))).toBe('422 request.too-complex');
  await running.stop();
  // Still the process that was started: only threads have ended.
  expect(arena.replicas('collection')).toContain(armed);
  await arena.stop(armed);
  return quantile(
    load.sent.slice(before).map(({ milliseconds }) => milliseconds),
    0.99,
  );
};

export const f43 = fault({
  id: 'F43',
  promises: ['P1', 'P4', 'P8'],
  title:
    'a thread that dies in a file takes along that file alone: the process goes on answering, and the same file is taken later',
  play: async ({ arena, load, sized }) => {
    await arena.keep({ enrollment: 1, collection: 1 });
    const files = Array.from({ length: sized(30, 5) }, () => nextFile(load));
    const milliseconds = await endThreads(arena, load, files);
    const [healthy] = arena.replicas('collection');
    if (healthy === undefined) throw new Error('no process of collection is left');
    for (const file of files) {
      expect(codeOf(await sendFile(healthy.url, load, file))).toMatch(/^20\d$/);
      load.log.end(file.id, 'ok');
    }
    await arena.settle();
    const note = `99 % of the credits beside it within ${milliseconds.toFixed(0)} ms`;
    return { runs: files.length, operations: files.length, note };
  },
});
