// Values as no door means them: each in the place of each value of the example of a door.
import { encodeCursor } from '@ansinh/http';
import { z } from 'zod';
import type { Wire } from './asking';
import { type Door, fieldsOf } from './doors';

const HALF = '\ud800';
const LONG = 'x'.repeat(70_000);

/** In the place of a text. */
const TEXTS: readonly string[] = [
  ...['', ' ', '\0', 'a\0b', HALF, `a${HALF}b`, '\udc00\ud800', '\ufffd', '\u0085', '\u202e', '👩‍🦽', LONG],
  ...['0', '-1', '+5', '1e3', '0x7e8', '５', '٥', '1.5', 'NaN', '9'.repeat(15), '9'.repeat(20), '9'.repeat(400)],
  ...['0000-01-01', '0001-01-01', '9999-12-31', '2026-13-01', '2026-02-30', '+2026-01-01', '２０２６-01-01'],
  ...['0000-01', '9999-12', '2026-13', '0000-Q1', '9999-Q4', '2026-Q5', '1700-01-01', '2299-12-31', '2299-12'],
  ...['0000-01-01T00:00:00Z', '2026-10-05T00:00:00+23:59', '9999-12-31T23:59:59-12:00', '2026-10-05T24:00:00Z'],
  ...['00000000-0000-0000-0000-000000000000', '../..', "'; --", '%', '_', '\\', '{}', '[]', 'null', '__proto__'],
];
/** In the place of any value. */
const OTHERS: readonly unknown[] = [null, true, [], {}, [[[]]], -1, 0, 0.5, 1e300, -1e-7, 2 ** 53 + 2, ['a', 1, null]];

/** In an address; percent-encoded, for some are no text at all. */
const IN_ADDRESSES: readonly string[] = [
  ...['%FF', '%00', 'a%00b', '%ED%A0%80', '%C0%AF', '%EF%BF%BD', '%', '%2', '%zz', '%25', '%0A', '%2F'],
  ...TEXTS.filter((text) => text.isWellFormed() && text !== '').map((text) => encodeURIComponent(text.slice(0, 2_000))),
];

/** Places that no list gave out, of one to four sort values. */
const CURSORS: readonly string[] = [
  ...['%%%', 'x', 'W10', Buffer.from('{}').toString('base64url'), Buffer.from('[1]').toString('base64url')],
  ...[
    '0000-01-01',
    '9999-12-31',
    '2026-10-05',
    '2026-10',
    '1',
    '-1',
    '0x1',
    '9'.repeat(20),
    '2026-10-05T00:00:00.000Z',
  ].flatMap((text) => [1, 2, 3, 4].map((length) => encodeCursor(Array(length).fill(text)))),
  encodeCursor(['2026-10-05T00:00:00+23:59', '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b']),
  encodeCursor(['0000-01-01T00:00:00Z', '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b']),
].map((cursor) => encodeURIComponent(cursor));

/** In the place of a file. */
const FILES: readonly (string | Uint8Array)[] = [
  ...[
    '',
    ' ',
    '\0',
    '[',
    '{',
    '[]',
    '{}',
    '[[[',
    '{"a":"\\ud800"}',
    '[{"a":"\\u0000"}]',
    '{"a":1}\n{"a":2}',
    ',',
    ';',
    '"',
  ],
  ...['a,b\n1', 'a\0b\n', '<a/>', '<a>', '<a><!----></a>', '<!DOCTYPE a><a/>', '<?xml version="1.0"?>', '\ufeff', LONG],
  ...[[0xff], [0xff, 0xfe, 0x41], [0x50, 0x4b, 3, 4], [0x50, 0x4b, 5, 6, ...Array(18).fill(0)]].map(
    (bytes) => new Uint8Array(bytes),
  ),
];

/** One change of a request. */
export type Change = { readonly place: string; readonly value: string; readonly apply: (wire: Wire) => Wire };

const shown = (value: unknown): string =>
  (typeof value === 'string' ? JSON.stringify(value) : (JSON.stringify(value) ?? '?')).slice(0, 60);

type Path = readonly (string | number)[];

/** The ways to the leaves of a value, empty lists and objects among them. */
const leavesOf = (value: unknown, path: Path = []): Path[] => {
  if (typeof value !== 'object' || value === null) return [path];
  const parts = Array.isArray(value) ? value.map((part, at) => [at, part] as const) : Object.entries(value);
  return parts.length === 0 ? [path] : parts.flatMap(([name, part]) => leavesOf(part, [...path, name]));
};

const Parts = z.record(z.string(), z.unknown());

const changedAt = (value: unknown, [step, ...rest]: Path, odd: unknown): unknown => {
  if (step === undefined) return odd;
  if (Array.isArray(value)) return value.map((part, at) => (at === step ? changedAt(part, rest, odd) : part));
  const parts = Parts.parse(value);
  return { ...parts, [step]: changedAt(parts[step], rest, odd) };
};

const inAddress = (part: 'params' | 'query', name: string, odd: string): Change => ({
  place: `${part} ${name}`,
  value: odd.slice(0, 60),
  apply: (wire) => ({ ...wire, [part]: { ...wire[part], [name]: odd } }),
});

const inBody = (path: Path, odd: unknown): Change => ({
  place: `body /${path.join('/')}`,
  value: shown(odd),
  apply: (wire) => ({ ...wire, content: changedAt(wire.content, path, odd) }),
});

const asFile = (odd: string | Uint8Array): Change => ({
  place: 'file',
  value: typeof odd === 'string' ? shown(odd) : Buffer.from(odd).toString('hex'),
  apply: (wire) => ({ ...wire, content: odd }),
});

/** For each value of a door the changes that there are of it. */
export const changesOf = ({ params, asked, example }: Door): readonly (readonly Change[])[] => {
  const queries = [...new Set([...asked, ...Object.keys(fieldsOf(example.query))])];
  const bodies = example.body === undefined ? [] : leavesOf(example.body);
  return [
    ...params.map((name) => IN_ADDRESSES.map((odd) => inAddress('params', name, odd))),
    ...queries.map((name) =>
      [...IN_ADDRESSES, ...(name === 'cursor' ? CURSORS : [])].map((odd) => inAddress('query', name, odd)),
    ),
    ...bodies.map((path) => [...TEXTS, ...OTHERS].map((odd) => inBody(path, odd))),
    ...(example.file === undefined ? [] : [FILES.map(asFile)]),
  ];
};
