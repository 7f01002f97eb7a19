import type { AuditedAct } from '@ansinh/database';
import { createLogger } from '@ansinh/telemetry';
import { Notes } from './notes';

const read = (target: string, subject = 'lan'): AuditedAct => ({
  subject,
  tenant: 'agency:66',
  action: 'person.read',
  target,
  traceId: undefined,
});

const NEVER_MS = 3_600_000;

describe('notes beside transactions', () => {
  let written: AuditedAct[];
  let isAway: boolean;
  let notes: Notes;
  beforeEach(() => {
    written = [];
    isAway = false;
    notes = new Notes({
      gatherMs: NEVER_MS,
      logger: createLogger('payment', 'silent'),
      write: async (acts) => {
        if (isAway) throw new Error('away');
        written.push(...acts);
      },
    });
  });
  const told = () => written.map(({ subject, target, outcome }) => [subject, target, outcome]);

  it('are one row for the same again, with how often', async () => {
    for (const target of ['participant:1', 'participant:2', 'participant:1', 'participant:1']) notes.note(read(target));
    notes.note(read('participant:1', 'tam'));
    expect(written).toEqual([]);
    await notes.flush();
    expect(told()).toEqual([
      ['lan', 'participant:1', '3 times'],
      ['lan', 'participant:2', 'once'],
      ['tam', 'participant:1', 'once'],
    ]);
    await notes.flush();
    expect(written).toHaveLength(3);
  });

  it('are kept while the database is away, and counted on', async () => {
    isAway = true;
    notes.note(read('participant:1'));
    await notes.flush();
    notes.note(read('participant:1'));
    isAway = false;
    await notes.flush();
    expect(told()).toEqual([['lan', 'participant:1', '2 times']]);
  });

  it('are written when the service stops', async () => {
    notes.note(read('participant:1'));
    expect(await notes.stop()).toBe(0);
    expect(told()).toEqual([['lan', 'participant:1', 'once']]);
  });

  it('are said to be lost when the service stops while the database is away', async () => {
    isAway = true;
    notes.note(read('participant:1'));
    notes.note(read('participant:2'));
    expect(await notes.stop()).toBe(2);
  });

  it('are not kept without end', async () => {
    isAway = true;
    for (let index = 0; index < 20_100; index += 1) notes.note(read(`participant:${index}`));
    isAway = false;
    await notes.flush();
    expect(written).toHaveLength(20_000);
  });
});
