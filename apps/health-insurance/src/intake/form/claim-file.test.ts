import { XmlError } from '@ansinh/xml';
import {
  base64Lines,
  claimFileXml,
  DRUG,
  encounterTables,
  envelopeXml,
  partXml,
  type Tables,
  tableXml,
} from '../../../testing/claims';
import { readClaimFile } from './claim-file';

const read = (xml: string | Buffer) => readClaimFile(Buffer.from(xml));
const messages = (xml: string | Buffer) => read(xml).findings.map(({ finding }) => finding.message);
const xml1 = (): string => partXml('XML1', base64Lines(tableXml('XML1', encounterTables().XML1 ?? [])));

describe('a claim file', () => {
  it('is read by name into encounters, tables and rows', () => {
    const file = read(claimFileXml([encounterTables(), encounterTables({ key: 'LK2', lines: [DRUG] })]));
    expect(file.findings).toEqual([]);
    expect(file.facilityCode).toBe('66001');
    expect(file.encounters.map(({ encounterKey }) => encounterKey)).toEqual(['LK1', 'LK2']);
    expect(file.encounters[0]?.tables.get('XML3')?.length).toBe(4);
    expect(file.encounters[1]?.tables.get('XML2')?.[0]?.fields.TEN_THUOC).toBe('Thuốc thử');
  });

  it.each([
    ['QD 4750', ['MA_NOI_DI', 'MA_NOI_DEN', 'TEN_THUOC', 'PP_DIEU_TRI']],
    ['QD 3176', ['MA_CSKCB_DI', 'MA_CSKCB_DEN', 'TINH_TRANG_CT']],
  ])('may have a referral slip with the names of %s', (_, names) => {
    const fields = ['MA_LK', ...names].map((name) => `<${name}>${name === 'MA_LK' ? 'LK1' : '66002'}</${name}>`);
    const slip = `<CHI_TIEU_GIAYCHUYENTUYEN>${fields.join('')}</CHI_TIEU_GIAYCHUYENTUYEN>`;
    const file = read(envelopeXml([xml1() + partXml('XML13', base64Lines(slip))]));
    expect(file.findings).toEqual([]);
    const [row] = file.encounters[0]?.tables.get('XML13') ?? [];
    expect(row?.fields).toMatchObject({ MA_CSKCB_DI: '66002', MA_CSKCB_DEN: '66002' });
  });

  it('may have a byte-order mark, CDATA, other field orders and white space', () => {
    const [summary = {}] = encounterTables().XML1 ?? [];
    const fields = Object.entries(summary).reverse();
    const inner = `\uFEFF<TONG_HOP>\n${fields.map(([name, value]) => ` <${name}><![CDATA[${value}]]></${name}>\n`).join('')}</TONG_HOP>`;
    // Without lines every total is nothing.
    const none = inner.replace(/<(T_\w+)><!\[CDATA\[[\d.]+]]>/g, '<$1><![CDATA[0]]>');
    const file = read(`\uFEFF${envelopeXml([partXml('XML1', `\n${base64Lines(none)}\n`)])}`);
    expect(file.findings).toEqual([]);
    expect(file.encounters[0]?.tables.get('XML1')?.[0]?.fields.HO_TEN).toBe('Trần Thị Thử');
  });

  it('may have question and exclamation marks, comments and markup as text', () => {
    const name = 'Đau? Có! <!DOCTYPE x> <?x ?>';
    const tables = encounterTables({ summary: { LY_DO_VV: name } });
    const file = read(claimFileXml([tables]).replace('<THONGTINHOSO>', '<!-- <?x ?> --><THONGTINHOSO>'));
    expect(file.findings).toEqual([]);
    expect(file.encounters[0]?.tables.get('XML1')?.[0]?.fields.LY_DO_VV).toBe(name);
  });

  it('may tell a schema and which optional fields are nil', () => {
    const inner = tableXml('XML1', encounterTables({ lines: [] }).XML1 ?? [])
      .replace(
        '<TONG_HOP>',
        '<TONG_HOP xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="XML1.xsd">',
      )
      .replace('<NGAY_MIEN_CCT />', '<NGAY_MIEN_CCT xsi:nil="true" />');
    expect(messages(envelopeXml([partXml('XML1', base64Lines(inner))]))).toEqual([]);
  });

  it.each(['utf-8', 'UTF8', 'utf-16'])('may declare %s in a part: its bytes are UTF-8', (encoding) => {
    const inner = tableXml('XML1', encounterTables({ lines: [] }).XML1 ?? []);
    const declared = `<?xml version="1.0" encoding="${encoding}"?>\r\n${inner}`;
    const file = read(envelopeXml([partXml('XML1', base64Lines(declared))]));
    expect(file.findings).toEqual([]);
    expect(file.encounters[0]?.tables.get('XML1')?.[0]?.fields.HO_TEN).toBe('Trần Thị Thử');
  });

  it.each([
    ['a part in UTF-16', Buffer.from('\uFEFF<TONG_HOP/>', 'utf16le'), 'the content is not UTF-8'],
    ['an old code page', '<?xml version="1.0" encoding="windows-1258"?><TONG_HOP/>', 'is declared as windows-1258'],
  ])('reports %s alone, not the rows that cannot be held against it', (_, inner, message) => {
    const drugs = partXml('XML2', base64Lines(tableXml('XML2', encounterTables().XML2 ?? [])));
    const told = messages(envelopeXml([partXml('XML1', base64Lines(inner)) + drugs]));
    expect(told).toEqual([expect.stringContaining(message)]);
  });

  it('keeps STT as the row number whatever the order of the rows', () => {
    const tables: Tables = encounterTables();
    const file = read(claimFileXml([{ ...tables, XML3: [...(tables.XML3 ?? [])].reverse() }]));
    expect(file.findings).toEqual([]);
    expect(file.encounters[0]?.tables.get('XML3')?.map(({ row }) => row)).toEqual([4, 3, 2, 1]);
  });

  it('names the wrong root', () => {
    expect(() => read('<GIAMDINH></GIAMDINH>')).toThrow('the root is <GIAMDINH>, a claim file has <GIAMDINHHS>');
  });

  it('tells line and column of XML that is not well-formed', () => {
    expect(() => read('<GIAMDINHHS>\n  <A></B>')).toThrow(expect.objectContaining({ line: 2 }));
  });

  it.each([
    ['a DOCTYPE', '<!DOCTYPE GIAMDINHHS><GIAMDINHHS/>'],
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><GIAMDINHHS>&x;</GIAMDINHHS>'],
    ['an entity bomb', '<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><GIAMDINHHS>&b;</GIAMDINHHS>'],
    ['an undeclared entity', '<GIAMDINHHS>&nbsp;</GIAMDINHHS>'],
    ['half a surrogate pair', '<GIAMDINHHS>&#xD800;</GIAMDINHHS>'],
    ['a processing instruction', '<?xml-stylesheet href="x"?><GIAMDINHHS/>'],
    ['a processing instruction inside', '<?xml version="1.0"?><GIAMDINHHS><?php x?></GIAMDINHHS>'],
    ['a DOCTYPE behind a comment', '<!-- x --><!DOCTYPE GIAMDINHHS><GIAMDINHHS/>'],
    ['another encoding', '<?xml version="1.0" encoding="UTF-16"?><GIAMDINHHS/>'],
    ['an attribute', '<GIAMDINHHS onload="x"/>'],
    ['a repeated attribute', '<GIAMDINHHS xmlns:a="b" xmlns:a="b"/>'],
    ['deep nesting', `<GIAMDINHHS>${'<A>'.repeat(30)}${'</A>'.repeat(30)}</GIAMDINHHS>`],
    ['very many elements', `<GIAMDINHHS>${'<A/>'.repeat(30_000)}</GIAMDINHHS>`],
    ['a NUL character', '<GIAMDINHHS>\u0000</GIAMDINHHS>'],
    ['two roots', '<GIAMDINHHS/><GIAMDINHHS/>'],
    ['nothing', ''],
  ])('refuses %s', (_, xml) => {
    expect(() => read(xml)).toThrow(XmlError);
  });

  it('refuses bytes that are not UTF-8, outside and inside', () => {
    expect(() => read(Buffer.from([0x3c, 0xff, 0xfe]))).toThrow('not UTF-8');
    const latin = Buffer.from('<TONG_HOP><HO_TEN>Tr\xe2n</HO_TEN></TONG_HOP>', 'latin1');
    expect(messages(envelopeXml([partXml('XML1', base64Lines(latin))]))).toContain('the content is not UTF-8');
  });

  it.each(['PFRP!kdfSE9Q', 'PFRPTkdfSE9', 'PFRPTkdfSE9QPg=', '<TONG_HOP/>', 'PFRPTkdfSE9R=='])(
    'reports %s as no base64',
    (content) => {
      expect(read(envelopeXml([partXml('XML1', content)])).findings.length).toBeGreaterThan(0);
    },
  );

  it('refuses entities inside a part too, with the place', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY x "y">]><TONG_HOP><HO_TEN>&x;</HO_TEN></TONG_HOP>';
    const [first] = messages(envelopeXml([partXml('XML1', base64Lines(bomb))]));
    expect(first).toMatch(/the XML of XML1 cannot be read: a document type .* \(line 1, column \d+\)/);
  });

  it('reports an unknown LOAIHOSO, an unknown tag, a nested element and a wrong root', () => {
    const bad = (kind: string, inner: string) => messages(envelopeXml([xml1() + partXml(kind, base64Lines(inner))]));
    expect(bad('XML12', '<A/>')).toContain('LOAIHOSO XML12 is unknown');
    expect(bad('XML7', '<CHI_TIEU_DU_LIEU_GIAY_RA_VIEN><TIEN>1</TIEN></CHI_TIEU_DU_LIEU_GIAY_RA_VIEN>')).toContain(
      'TIEN is not a field of XML7',
    );
    const nested = '<CHI_TIEU_DU_LIEU_GIAY_RA_VIEN><TEN_BS><B/></TEN_BS></CHI_TIEU_DU_LIEU_GIAY_RA_VIEN>';
    expect(bad('XML7', nested)[0]).toContain('<B> stands inside a field of XML7');
    expect(bad('XML2', '<TONG_HOP/>')[0]).toContain('the root is <TONG_HOP> where XML2 has <CHITIEU_CHITIET_THUOC>');
  });

  it('wants XML1 first, one MA_LK in all tables, each table once, and MA_LK once in the file', () => {
    const tables = encounterTables();
    const drugs = partXml('XML2', base64Lines(tableXml('XML2', tables.XML2 ?? [])));
    expect(messages(envelopeXml([drugs + xml1()]))).toContain('the first FILEHOSO must be XML1');
    const other = (tables.XML2 ?? []).map((row) => ({ ...row, MA_LK: 'LK9' }));
    expect(messages(claimFileXml([{ ...tables, XML2: other }]))).toEqual(['MA_LK differs from XML1']);
    expect(messages(envelopeXml([xml1() + drugs + drugs]))).toContain('XML2 stands twice');
    expect(messages(claimFileXml([tables, tables]))).toEqual(['MA_LK stands in two HOSO']);
  });

  it('tolerates an empty part and lists without rows, and wants as many HOSO as are declared', () => {
    const unused = `${partXml('XML8', '')}${partXml('XML12', ' ')}<FILEHOSO/>`;
    const empty = unused + partXml('XML15', base64Lines('<CHI_TIEU_DIEUTRI_BENHLAO/>'));
    const [summary = {}] = encounterTables({ lines: [] }).XML1 ?? [];
    const only = partXml('XML1', base64Lines(tableXml('XML1', [summary])));
    expect(messages(envelopeXml([only + empty]))).toEqual([]);
    const wrong = claimFileXml([encounterTables()]).replace('<SOLUONGHOSO>1', '<SOLUONGHOSO>1000000000');
    expect(messages(wrong)).toEqual(['SOLUONGHOSO is not the number of HOSO']);
  });
});
