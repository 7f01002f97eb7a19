import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createSigningIdentity, signClaimFile } from '@ansinh/sample-data';
import { openThreads, readBy } from '@ansinh/threads';
import { claimFileXml, encounterTables, envelopeXml, partXml } from '../../../testing/claims';
import { withOpenWords } from '../../claim/words/claim-words';
import { claimFileReading } from './file-reader';
import { type RefusedFile, readSentFile, readSmallFile, type SentFile } from './sent-file';

/** Threads run what was built. */
const WORKER = join(__dirname, '../../../dist/readings.worker.js');
const spaces = ' '.repeat(400_000);
const large = (xml: string): Buffer => Buffer.from(`${xml}${spaces}`);

type SentRow = { sent_id: string; table_name: string; row_number: number; fields: Record<string, string> };

/** Without the ids, which are new each time; words that are sealed look different each time, and are opened. */
const comparable = (read: SentFile | RefusedFile): unknown => {
  if ('refusal' in read) return read;
  const ids = read.claims.map(({ sentId }) => sentId);
  const text = (records: Uint8Array): string =>
    ids.reduce((said, id, index) => said.replaceAll(id, `id ${index}`), Buffer.from(records).toString());
  const { claims, lines, rows } = read.records;
  const keys = read.claims.map(({ encounterKey }) => encounterKey);
  const opened = (JSON.parse(`[${text(rows)}]`) as SentRow[]).map(
    ({ sent_id, table_name: table, row_number: row, fields }) => {
      const encounterKey = keys[Number(sent_id.slice('id '.length))] ?? '';
      return {
        sent_id,
        table,
        row,
        fields: withOpenWords(fields, { facilityCode: '66001', encounterKey, table, row }),
      };
    },
  );
  return {
    file: { ...read.file, packed: gunzipSync(read.file.packed).toString() },
    signature: read.signature,
    keys,
    records: [claims, lines].map(text),
    opened,
  };
};

const identity = createSigningIdentity('66001', new Date('2026-01-01T00:00:00Z'));
const UNSIGNED = claimFileXml([encounterTables()]);
const SIGNED = signClaimFile(UNSIGNED, identity);

describe('a claim file', () => {
  it.each([
    ['that is large and good', large(claimFileXml([encounterTables(), encounterTables({ key: 'LK2' })]))],
    ['that is large and refused', large(claimFileXml([encounterTables({ summary: { T_BNTT: '1e3' } })]))],
    ['that is small', Buffer.from(SIGNED)],
    // The library has to compare the whole of it.
    ['that is small and has many elements', Buffer.from(SIGNED.replace('<MACSKCB>', `${'<MACSKCB/>'.repeat(900)}$&`))],
  ])('%s is read with threads as it is here', async (_, content) => {
    const threads = openThreads(WORKER);
    readBy(threads);
    try {
      expect(comparable(await claimFileReading.of(content, '66001'))).toEqual(
        comparable(readSentFile(content, '66001')),
      );
    } finally {
      readBy(undefined);
      await threads.close();
    }
  });
});

const SIZE = 200_000;
/** A file of this size whose middle is filled with one thing again and again. */
const filledWith = (before: string, filling: string, after: string, size = SIZE): string =>
  before + filling.repeat(Math.floor((size - before.length - after.length) / filling.length)) + after;
const filledAt = (xml: string, mark: string, filling: string, size = SIZE): string => {
  const at = xml.indexOf(mark);
  if (at === -1) throw new Error(`the file has no ${mark}`);
  return filledWith(xml.slice(0, at), filling, xml.slice(at), size);
};
/** A table that is packed: three bytes of it are four of the file. */
const packed = (before: string, filling: string, after: string): string => {
  const around = envelopeXml([partXml('XML1', '')]).length;
  const count = Math.floor((((SIZE - around - 4) / 4) * 3 - before.length - after.length) / filling.length);
  const table = Buffer.from(before + filling.repeat(count) + after).toString('base64');
  return envelopeXml([partXml('XML1', table)]);
};

/** Made to take long: what did, or would with a reader that walks the text again for each of its signs. */
const HOSTILE: readonly (readonly [string, string])[] = [
  ['comments, signed before', filledAt(SIGNED, '<THONGTINHOSO>', '<!---->')],
  ['one long comment', filledAt(SIGNED, '<THONGTINHOSO>', '<!--x-->')],
  ['sections of CDATA', filledAt(SIGNED, '66001</MACSKCB>', '<![CDATA[]]>')],
  ['elements of the envelope', filledAt(SIGNED, '<MACSKCB>', '<MACSKCB/>')],
  ['elements in the signature', filledAt(SIGNED, '</Signature>', '<a/>')],
  ['attributes in the signature', filledAt(SIGNED, '</Signature>', '<a b="" c="" d="" e="" f=""/>')],
  [
    'digests in the signature',
    filledAt(
      SIGNED.replace(/<SignatureValue>.*<\/SignatureValue>/s, ''),
      '</Signature>',
      '<DigestValue>A</DigestValue>',
    ),
  ],
  ['certificates in the signature', filledAt(SIGNED, '<X509Certificate>', '<X509Certificate>A</X509Certificate>')],
  ['references to characters in the signature', filledAt(SIGNED, '</X509Certificate>', '&#13;')],
  ['blanks in the signature', filledAt(SIGNED, '</SignatureValue>', ' ')],
  ['signatures', filledAt(SIGNED, '<Signature ', '<Signature/>')],
  // A signature of fewer than 100,000 characters is looked at.
  ...['<DigestValue>A</DigestValue>', '<X509Certificate>A</X509Certificate>', '&#13;', ' ', '<a/>', '<![CDATA[]]>'].map(
    (filling) =>
      [`${filling} in a signature`, filledAt(SIGNED, '</Signature>', filling, SIGNED.length + 90_000)] as const,
  ),
  ['encounters', filledAt(UNSIGNED, '</DANHSACHHOSO>', '<HOSO/>')],
  ['elements that are never closed', filledWith('<GIAMDINHHS>', '<a>', '')],
  ['the beginnings of tags', filledWith('<GIAMDINHHS>', '<', '')],
  ['ampersands', filledAt(SIGNED, '66001</MACSKCB>', '&')],
  ['blanks in base64', filledAt(SIGNED, '</NOIDUNGFILE>', ' ')],
  ['fields that nobody knows', packed('<TONG_HOP>', '<A/>', '</TONG_HOP>')],
  ['one field again and again', packed('<TONG_HOP>', '<STT/>', '</TONG_HOP>')],
  ['comments in a table', packed('<TONG_HOP>', '<!---->', '</TONG_HOP>')],
  ['a text without end in a table', packed('<TONG_HOP><HO_TEN>', ' ', '</HO_TEN></TONG_HOP>')],
];

/** The least of some times: whatever else the machine does only adds to it. */
const leastMs = (xml: string): number => {
  const content = Buffer.from(xml);
  const times = Array.from({ length: 5 }, () => {
    const begun = performance.now();
    readSmallFile(content, '66001');
    return performance.now() - begun;
  });
  return Math.min(...times);
};

describe('a small claim file', () => {
  const lines = Array.from({ length: 8 }, (_, index) => encounterTables({ key: `LK${index}` }));
  const ordinary = filledWith(claimFileXml(lines), ' ', '');

  it.each(HOSTILE)('made of %s is read within a few times what an ordinary one of its size takes', (_, xml) => {
    expect(xml.length).toBeLessThanOrEqual(SIZE);
    expect(leastMs(xml)).toBeLessThan(4 * leastMs(ordinary) + 15);
  });
});
