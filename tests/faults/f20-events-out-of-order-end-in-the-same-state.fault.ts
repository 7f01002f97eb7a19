import { FacilityRegistered } from '@ansinh/contracts/health-insurance/events';
import type { Random } from '@ansinh/sample-data';
import { checkViews } from '@ansinh/testkit';
import { type MadeEvent, publish } from './arena/events';
import { fault } from './arena/fault';
import { facilityData } from './arena/settlements';

const WINDOW = 50;

/** Each event moves by less than a window. */
const shuffledInWindows = <Item>(items: readonly Item[], random: Random): readonly Item[] =>
  Array.from({ length: Math.ceil(items.length / WINDOW) }, (_, index) =>
    random.shuffled(items.slice(index * WINDOW, (index + 1) * WINDOW)),
  ).flat();

export const f20 = fault({
  id: 'F20',
  promises: ['P2', 'P3'],
  isDeep: true,
  title: 'events of one aggregate that arrive out of order are held back until their turn, and end in the same state',
  recoverWithinS: 20,
  play: async ({ arena, random, sized }) => {
    await arena.keep({ payment: 2 });
    const [facilities, versions] = sized([200, 20], [30, 8]);
    const nameOf = (code: string, version: number): string => `Bệnh viện mẫu ${code}, lần ${version}`;
    const codes = Array.from({ length: facilities }, (_, index) => String(67_000 + index));
    const ordered = Array.from({ length: versions }, (_, index) => index + 1).flatMap((version) =>
      codes.map(
        (code): MadeEvent<typeof FacilityRegistered> => ({
          subject: code,
          version,
          sequence: version,
          data: facilityData(code, nameOf(code, version)),
        }),
      ),
    );
    // Some in pairs of neighbours that changed places across windows, one aggregate wholly backwards.
    const shuffled = shuffledInWindows(ordered, random);
    const backwards = Array.from({ length: versions }, (_, index) => versions - index).map((version) => ({
      subject: '67999',
      version,
      sequence: version,
      data: facilityData('67999', nameOf('67999', version)),
    }));
    await publish(arena, FacilityRegistered, [...shuffled, ...backwards]);
    const seconds = await arena.settle();
    const rows = await arena.query<{ code: string; text: string }>(
      'payment',
      `SELECT facility_code AS code, concat(version, ' ', name) AS text FROM facility_accounts WHERE facility_code LIKE '67%'`,
    );
    const expected = new Map([...codes, '67999'].map((code) => [code, `${versions} ${nameOf(code, versions)}`]));
    const heads = await arena.query<{ code: string }>(
      'payment',
      'SELECT subject AS code FROM platform.aggregate_heads WHERE topic = $1 AND subject = ANY($2::text[]) AND sequence = $3',
      [FacilityRegistered.topic, [...codes, '67999'], versions],
    );
    expect(heads).toHaveLength(facilities + 1);
    const findings = checkViews(expected, new Map(rows.map(({ code, text }) => [code, text])));
    return { runs: 1, operations: shuffled.length + backwards.length, recoverySeconds: seconds, findings };
  },
});
