import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import type { Finding } from '@ansinh/testkit';
import type { Arena } from './arena/arena';
import { fault } from './arena/fault';
import { strikeRequest } from './arena/strike';

const TRACES: Partial<Record<ServiceName, string>> = {
  enrollment: 'SELECT unit_code AS id FROM employers WHERE unit_code = $1',
  collection: 'SELECT bank_reference AS id FROM bank_credits WHERE bank_reference = $1',
};

/** Rows, keys and events that an operation left, although it must have left none. */
const tracesOf = async (arena: Arena, app: ServiceName, id: string): Promise<Finding[]> => {
  const rows = await arena.query(app, TRACES[app] ?? '', [id]);
  const keys = await arena.query(app, `SELECT key AS id FROM platform.idempotency_keys WHERE key = $1`, [id]);
  const events = await arena.query(app, `SELECT event_id AS id FROM platform.outbox WHERE position($1 in data) > 0`, [
    id,
  ]);
  return [...rows, ...keys, ...events].map(() => ({
    rule: 'invented',
    subject: id,
    detail: 'is there before its commit',
  }));
};

export const f01 = fault({
  id: 'F1',
  promises: ['P1', 'P4'],
  title: 'a crash before the commit leaves no row, no key and no event, and the same key succeeds once',
  play: async ({ arena, load, sized }) => {
    await arena.keep({ enrollment: 1, collection: 1 });
    const findings: Finding[] = [];
    const apps = sized<readonly ServiceName[]>(
      ['enrollment', 'collection', 'enrollment', 'collection'],
      ['collection'],
    );
    for (const app of apps) {
      const reply = await strikeRequest(arena, load, {
        app,
        failpoints: 'before-commit=exit',
        meanwhile: async (id) => void findings.push(...(await tracesOf(arena, app, id))),
      });
      expect(reply).toMatchObject({ replayed: false });
    }
    await arena.settle();
    return { runs: apps.length, operations: apps.length, findings };
  },
});
