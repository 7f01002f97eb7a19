import type { AuditEntry } from '@ansinh/contracts/operations/api';
import type { Page } from '@ansinh/contracts/wire/common.api';
import { decodeCursor, encodeCursor } from '@ansinh/http';
import fc from 'fast-check';
import { mergeAudit } from './merge-pages.rules';

const SERVICES = ['collection', 'enrollment', 'payment'] as const;
const entryOf = (service: (typeof SERVICES)[number], position: number, second: number): AuditEntry => ({
  service,
  position: String(position),
  at: `2026-10-05T01:30:0${second}.000000Z`,
  subject: 'tam',
  tenant: 'agency:66',
  action: 'dead-letter.replay',
  target: 'dead-letter:x',
  reason: null,
  outcome: null,
  traceId: null,
  beforeDigest: null,
  afterDigest: null,
});

type Key = readonly [string, string, bigint];
const keyOf = ({ at, service, position }: AuditEntry): Key => [at, service, BigInt(position)];
const isBefore = (one: Key, other: Key): boolean => {
  const index = one.findIndex((part, place) => part !== other[place]);
  const [left, right] = [one[index], other[index]];
  return left !== undefined && right !== undefined && left < right;
};

/** A service answers as its query does: what stands before the cursor, newest first. */
const pageOf = (rows: readonly AuditEntry[], size: number, cursor: string | undefined): Page<AuditEntry> => {
  const parts = decodeCursor(cursor, 3);
  const before: Key | undefined = parts && [parts[0] ?? '', parts[1] ?? '', BigInt(parts[2] ?? '0')];
  const rest = rows
    .filter((row) => before === undefined || isBefore(keyOf(row), before))
    .sort((one, other) => (isBefore(keyOf(one), keyOf(other)) ? 1 : -1));
  return { items: rest.slice(0, size), ...(rest.length > size ? { nextCursor: 'more' } : {}) };
};

describe('pages of several services', () => {
  it('bring every row once, newest first, whatever the size of the page', () => {
    const rows = fc.array(fc.tuple(fc.constantFrom(...SERVICES), fc.integer({ min: 0, max: 9 })), { maxLength: 30 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 7 }), (drawn, size) => {
        // Positions of a service grow with its time.
        const entries = SERVICES.flatMap((service) =>
          drawn
            .filter(([name]) => name === service)
            .map(([, second]) => second)
            .sort()
            .map((second, position) => entryOf(service, position + 8, second)),
        );
        const seen: AuditEntry[] = [];
        let cursor: string | undefined;
        do {
          const pages = SERVICES.map((name) =>
            pageOf(
              entries.filter(({ service }) => service === name),
              size,
              cursor,
            ),
          );
          const page = mergeAudit(pages, size);
          seen.push(...page.items);
          cursor = page.next && encodeCursor(page.next);
        } while (cursor !== undefined);
        expect(seen).toHaveLength(entries.length);
        expect(new Set(seen).size).toBe(entries.length);
        seen.forEach((entry, index) => {
          const next = seen[index + 1];
          if (next !== undefined) expect(isBefore(keyOf(next), keyOf(entry))).toBe(true);
        });
      }),
    );
  });
});
