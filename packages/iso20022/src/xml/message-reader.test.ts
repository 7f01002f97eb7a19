import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vietNamDate } from '@ansinh/contracts/vocabulary/calendar';
import fc from 'fast-check';
import { Iso20022Error, type ReadOptions, readCamt054, type XmlInput } from '../index';
import { parseWholeDong } from './amounts';
import { formatIsoDateTime, isLocalDate, parseIsoDate, parseIsoDateTime } from './dates';

const namespace = 'urn:iso:std:iso:20022:tech:xsd:camt.054.001.08';
const root = 'BkToCstmrDbtCdtNtfctn';
const header = '<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-03-31T10:00:00Z</CreDtTm></GrpHdr>';
const document = (content: string): string => `<Document xmlns="${namespace}"><${root}>${content}</${root}></Document>`;

const refusalOf = async (input: XmlInput, options?: ReadOptions): Promise<Iso20022Error> => {
  const outcome = await readCamt054(input, options).then(
    () => null,
    (error: unknown) => error,
  );
  if (!(outcome instanceof Iso20022Error)) {
    throw new Error('the message was not refused');
  }
  return outcome;
};

async function* pieces(bytes: Buffer, length: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += length) {
    yield bytes.subarray(start, start + length);
  }
}

const outcomeOf = async (input: XmlInput): Promise<unknown> => {
  try {
    return await readCamt054(input);
  } catch (error) {
    if (error instanceof Iso20022Error) {
      // Of two faults, the piece size decides which is met first.
      return 'refused';
    }
    throw error;
  }
};

const numbered = (count: number): string => {
  return Array.from({ length: count }, (_, index) => `a${index}="1"`).join(' ');
};

describe('reading a message', () => {
  const xml = `\ufeff<?xml version="1.0" encoding="utf-8"?>${document(header.replace('M1', 'Mã-<![CDATA[1 & 2]]>&amp;&#x110;'))}`;

  it('gives the same from text, bytes, and bytes cut in the middle of letters', async () => {
    const expected = { messageId: 'Mã-1 & 2&Đ', createdAt: new Date('2026-03-31T10:00:00Z'), notifications: [] };
    expect(await readCamt054(xml)).toEqual(expected);
    expect(await readCamt054(Buffer.from(xml))).toEqual(expected);
    expect(await readCamt054(pieces(Buffer.from(xml), 1))).toEqual(expected);
  });

  it('passes over elements of other namespaces, whatever they are called', async () => {
    const foreign = '<x:GrpHdr xmlns:x="urn:other"><x:MsgId>EVIL</x:MsgId><GrpHdr/></x:GrpHdr>';
    const inside = header.replace('<MsgId>', '<x:MsgId xmlns:x="urn:other">EVIL</x:MsgId><MsgId>');
    expect(await readCamt054(document(foreign + inside))).toMatchObject({ messageId: 'M1' });
  });

  it.each([
    ['a document type', `<!DOCTYPE Document>${document(header)}`, 'doctype-refused'],
    [
      'an entity bomb',
      `<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>${document(header.replace('M1', '&b;'))}`,
      'doctype-refused',
    ],
    ['an outside entity', `<!DOCTYPE d SYSTEM "file:///etc/passwd">${document(header)}`, 'doctype-refused'],
    ['an unknown entity', document(header.replace('M1', '&nbsp;')), 'entity-refused'],
    ['another encoding', `<?xml version="1.0" encoding="ISO-8859-1"?>${document(header)}`, 'encoding-refused'],
    ['another message', document(header).replace('camt.054', 'camt.053'), 'message-unsupported'],
    ['a version too new', document(header).replace('001.08', '001.09'), 'message-unsupported'],
    ['a version too old', document(header).replace('001.08', '001.01'), 'message-unsupported'],
    ['a version that is no version', document(header).replace('001.08', '001.8'), 'message-unsupported'],
    ['no namespace', document(header).replace(` xmlns="${namespace}"`, ''), 'message-unsupported'],
    ['another root', document(header).replace(/Document/g, 'Envelope'), 'message-unsupported'],
    ['another content', document(header).replaceAll(root, 'BkToCstmrStmt'), 'element-unexpected'],
    ['no content', `<Document xmlns="${namespace}"/>`, 'element-missing'],
    ['two contents', document(header).replace(`</${root}>`, `</${root}><${root}/>`), 'element-repeated'],
    ['text between elements', document(`${header}hello`), 'element-unexpected'],
    ['text beside elements', document(header.replace('<CreDtTm>', 'hello<CreDtTm>')), 'element-unexpected'],
    ['elements inside text', document(header.replace('M1', 'M1<b>2</b>')), 'element-unexpected'],
    ['an empty text', document(header.replace('M1', ' ')), 'text-invalid'],
    ['an end that is missing', document(header).slice(0, -3), 'xml-malformed'],
    ['two roots', document(header) + document(header), 'xml-malformed'],
    ['a control character', document(header.replace('M1', '\u0001')), 'xml-malformed'],
    ['an attribute given twice', document(header.replace('<MsgId>', '<MsgId a="1" a="2">')), 'xml-malformed'],
    ['a prefix that means nothing', document(header.replace('<MsgId>', '<MsgId q:a="1">')), 'xml-malformed'],
    ['endless nesting', document('<a>'.repeat(100)), 'too-complex'],
    ['endless nesting in another namespace', document(`<a xmlns="urn:other">${'<a>'.repeat(100)}`), 'too-complex'],
    ['endless parts', document(`<GrpHdr>${'<a/>'.repeat(6_000)}</GrpHdr>`), 'too-complex'],
    ['endless attributes', document(`<GrpHdr ${numbered(50)}/>`), 'too-complex'],
    ['an empty file', '', 'xml-malformed'],
  ])('refuses %s', async (_, input, code) => {
    expect(await refusalOf(input)).toMatchObject({ code, line: expect.any(Number), column: expect.any(Number) });
    expect(await refusalOf(Buffer.from(input))).toMatchObject({ code });
  });

  it('refuses bytes that are not UTF-8', async () => {
    const latin = Buffer.from(document(header.replace('M1', 'Mã')), 'latin1');
    expect(await refusalOf(latin)).toMatchObject({ code: 'encoding-refused' });
    expect(await refusalOf(Buffer.from(document(header), 'utf16le'))).toBeInstanceOf(Iso20022Error);
    const cut = Buffer.concat([Buffer.from(document(header)), Buffer.from([0xc3])]);
    expect(await refusalOf(cut)).toMatchObject({ code: 'encoding-refused' });
  });

  it('stops at the byte limit without asking for the rest of a stream', async () => {
    let asked = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      yield Buffer.from(`<Document xmlns="${namespace}"><${root}>`);
      for (;;) {
        asked += 1;
        yield Buffer.alloc(1_000, ' ');
      }
    }
    expect(await refusalOf(endless(), { maxBytes: 10_000 })).toMatchObject({ code: 'input-too-large' });
    expect(asked).toBeLessThan(11);
    const text = document(header);
    expect(await readCamt054(text, { maxBytes: Buffer.byteLength(text) })).toMatchObject({ messageId: 'M1' });
    expect(await refusalOf(text, { maxBytes: Buffer.byteLength(text) - 1 })).toMatchObject({ code: 'input-too-large' });
  });

  it('says where, and never what', async () => {
    const secret = document(header.replace('2026-03-31T10:00:00Z', '\n  0011223344'));
    const refusal = await refusalOf(`\n${secret}`);
    expect(refusal).toMatchObject({ code: 'date-invalid', path: `Document/${root}[1]/GrpHdr[1]/CreDtTm`, line: 2 });
    expect(refusal.message).not.toContain('0011223344');
  });
});

describe('a damaged message', () => {
  const whole = readFileSync(join(__dirname, '../golden/credits.camt.054.001.08.xml'));
  const damage = fc.record({
    start: fc.nat(whole.length),
    length: fc.nat(200),
    instead: fc.oneof(
      fc.uint8Array({ maxLength: 8 }),
      fc
        .constantFrom(
          '<',
          '>',
          '&',
          ']]>',
          '<!--',
          '<![CDATA[',
          '<?x ',
          '&#0;',
          '&#x110000;',
          '&#xD800;',
          '"',
          '<!DOCTYPE a [',
        )
        .map((text) => Buffer.from(text)),
    ),
    piece: fc.integer({ min: 1, max: 5_000 }),
  });

  it('is read or refused, whatever its pieces, and nothing else ever happens', async () => {
    await fc.assert(
      fc.asyncProperty(damage, async ({ start, length, instead, piece }) => {
        const bytes = Buffer.concat([whole.subarray(0, start), instead, whole.subarray(start + length)]);
        expect(await outcomeOf(pieces(bytes, piece))).toEqual(await outcomeOf(bytes));
      }),
      { numRuns: 500 },
    );
  });
});

describe('amounts in dong', () => {
  it.each([
    ['1250000', 1_250_000n],
    ['1250000.00', 1_250_000n],
    ['0', 0n],
    ['007', 7n],
    ['999999999999999999', 999_999_999_999_999_999n],
    ['9007199254740993.00000', 9_007_199_254_740_993n],
    ['0.50', 'amount-not-whole'],
    ['1.00001', 'amount-not-whole'],
    ['1000000000000000000', 'amount-out-of-range'],
    ['-1', 'amount-invalid'],
    ['+1', 'amount-invalid'],
    ['1e6', 'amount-invalid'],
    ['1,250,000', 'amount-invalid'],
    ['1.250.000', 'amount-invalid'],
    ['1.', 'amount-invalid'],
    ['.5', 'amount-invalid'],
    ['1.000000', 'amount-invalid'],
    ['0x10', 'amount-invalid'],
    ['١٢', 'amount-invalid'],
    ['', 'amount-invalid'],
  ])('%s is read as %s', (text, expected) => {
    expect(parseWholeDong(text)).toBe(expected);
  });
});

describe('days and times', () => {
  it('are real days, of Viet Nam where a time has an offset', () => {
    expect(isLocalDate('2028-02-29')).toBe(true);
    expect(isLocalDate('2026-02-29')).toBe(false);
    expect(isLocalDate('2026-2-9')).toBe(false);
    expect(parseIsoDate('2026-03-31+07:00')).toBe('2026-03-31');
    expect(parseIsoDate('31/03/2026')).toBeNull();
    expect(vietNamDate(new Date('2026-03-31T17:00:00Z'))).toBe('2026-04-01');
    expect(formatIsoDateTime(new Date('2026-03-31T17:00:00Z'))).toBe('2026-04-01T00:00:00.000+07:00');
    expect(parseIsoDateTime('2026-04-01T00:00:00')).toEqual(new Date('2026-03-31T17:00:00Z'));
    expect(parseIsoDateTime('2026-04-01T00:00:00.123456-05:00')).toEqual(new Date('2026-04-01T05:00:00.123Z'));
    expect(parseIsoDateTime('2026-02-30T00:00:00Z')).toBeNull();
    expect(parseIsoDateTime('2026-04-01T25:00:00Z')).toBeNull();
    expect(parseIsoDateTime('2026-04-01')).toBeNull();
    expect(['0000-01-01', '0001-01-01', '9999-12-31'].map(parseIsoDate)).toEqual([null, null, null]);
    expect(parseIsoDateTime('2299-12-31T23:00:00Z')).toBeNull();
  });
});
