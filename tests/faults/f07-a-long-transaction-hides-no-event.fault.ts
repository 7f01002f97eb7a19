import { PatientCheckedIn } from '@ansinh/contracts/health-insurance/events';
import { newId } from '@ansinh/database';
import { checkPublished } from '@ansinh/testkit';
import { recordOf } from './arena/events';
import { fault } from './arena/fault';

/** A row as `append` writes it; nobody consumes this event, so that none of the services is touched by it. */
const INSERT = `
  INSERT INTO platform.outbox (event_id, topic, key, headers, data)
  SELECT id, $2, id::text, jsonb_set(jsonb_set($3::jsonb, '{id}', to_jsonb(id::text)), '{subject}', to_jsonb(id::text)), $4
  FROM unnest($1::uuid[]) AS rows (id)`;

const attributesOf = (): string => {
  const id = newId();
  const record = recordOf(PatientCheckedIn, {
    subject: id,
    data: { checkInId: id, facilityCode: '66001', participantId: null, arrivedAt: '2026-11-05T08:00:00+07:00' },
  });
  const attributes = Object.entries(record.headers).map(([name, value]) => [name.replace(/^ce_/, ''), value] as const);
  const { 'content-type': datacontenttype, ...rest } = Object.fromEntries(attributes);
  return JSON.stringify({ ...rest, datacontenttype, aggregateversion: 1 });
};

export const f07 = fault({
  id: 'F7',
  promises: ['P1', 'P2'],
  title:
    'a transaction that holds an early place in the outbox for long, while thousands of later ones commit, hides no event',
  recoverWithinS: 5,
  play: async ({ arena, sized }) => {
    await arena.keep({ enrollment: 2 });
    const [later, holdMs] = sized([10_000, 30_000], [2_000, 4_000]);
    const data = JSON.stringify({ facilityCode: '66001' });
    const insert = (ids: readonly string[]) => [ids, PatientCheckedIn.topic, attributesOf(), data];
    const long = await arena.openSession('enrollment');
    const early = newId();
    await long.query('BEGIN');
    await long.query(INSERT, insert([early]));
    const ids = Array.from({ length: later }, newId);
    const started = performance.now();
    for (let from = 0; from < later; from += 100)
      await arena.query('enrollment', INSERT, insert(ids.slice(from, from + 100)));
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, holdMs - (performance.now() - started))));
    // The later ones do not wait for it.
    expect(await arena.pending()).toEqual({});
    await long.query('COMMIT');
    await long.end();
    const seconds = await arena.settle();
    const records = await arena.desk.read();
    const findings = checkPublished(
      [early, ...ids],
      records.map(({ headers }) => String(headers.ce_id)),
    );
    return { runs: 1, operations: later + 1, recoverySeconds: seconds, findings };
  },
});
