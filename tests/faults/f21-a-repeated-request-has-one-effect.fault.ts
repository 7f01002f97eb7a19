import { send } from './arena/client';
import { fault } from './arena/fault';

export const f21 = fault({
  id: 'F21',
  promises: ['P4'],
  title: 'the same request fifty times at once, at three processes: one effect, and the same answer for everybody',
  play: async ({ arena, load, sized }) => {
    await arena.keep({ collection: 3 });
    const rounds = sized(20, 3);
    for (let round = 0; round < rounds; round += 1) {
      const operation = load.next('credit');
      const token = await load.tokenOf(operation.caller);
      const replicas = arena.replicas('collection');
      const replies = Promise.all(
        Array.from({ length: 50 }, async (_, index) => {
          const url = replicas[index % replicas.length]?.url ?? '';
          for (;;) {
            const reply = await send(url, { ...operation, token, timeoutMs: 30_000 });
            // 409 says when to ask again: the first of them is still at work.
            const isInFlight = reply.kind === 'answer' && reply.body.code === 'idempotency.in-flight';
            if (!isInFlight) return reply;
            expect(reply.headers['retry-after']).toMatch(/^\d+$/);
            await new Promise((resolve) => setTimeout(resolve, 1_000));
          }
        }),
      );
      await load.perform(operation);
      const answers = (await replies).map((reply) =>
        reply.kind === 'answer' ? [reply.status, JSON.stringify(reply.body)] : [0, reply.kind],
      );
      expect(new Set(answers.map(String)).size).toBe(1);
      expect(answers[0]?.[0]).toBe(200);
    }
    await arena.keep({ enrollment: 1, collection: 3 });
    await arena.settle();
    return { runs: rounds, operations: rounds * 51 };
  },
});
