// A claim as the national file (domain 5.2): base64 of each table inside GIAMDINHHS. CHUKYDONVI is left to who sends it.
import type { Fields, PlainClaim } from '../../model/claim.ts';
import { read } from '../../model/claim.ts';
import { dutyDoctor } from '../registers/facilities.ts';
import { XML1_FIELDS, XML2_FIELDS, XML3_FIELDS, XML4_FIELDS, XML5_FIELDS } from './fields.ts';
import { papersOf } from './papers.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);

const tag = (name: string, content: string): string =>
  content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`;
const row = (name: string, names: readonly string[], fields: Fields): string =>
  tag(name, names.map((field) => tag(field, escaped(read(fields, field)))).join(''));

const table = (root: string, list: string, name: string, names: readonly string[], rows: readonly Fields[]): string =>
  tag(root, tag(list, rows.map((fields) => row(name, names, fields)).join('')));

const TESTED = ['1', '2', '3'];

const paper = (root: string, fields: Fields): string => row(root, Object.keys(fields), fields);

/** A result for each test, as the laboratory gives it. */
const results = ({ services }: PlainClaim): readonly Fields[] =>
  services
    .filter((fields) => TESTED.includes(read(fields, 'MA_NHOM')))
    .map((fields, at) => ({
      MA_LK: read(fields, 'MA_LK'),
      STT: `${at + 1}`,
      MA_DICH_VU: read(fields, 'MA_DICH_VU'),
      TEN_CHI_SO: read(fields, 'TEN_DICH_VU'),
      KET_LUAN: 'Bình thường',
      NGAY_KQ: read(fields, 'NGAY_KQ'),
      MA_BS_DOC_KQ: read(fields, 'MA_BAC_SI'),
    }));

const notes = ({ head }: PlainClaim): readonly Fields[] => [
  {
    MA_LK: read(head, 'MA_LK'),
    STT: '1',
    DIEN_BIEN_LS: 'M 80, T 37, HA 120/80',
    THOI_DIEM_DBLS: read(head, 'NGAY_VAO'),
    NGUOI_THUC_HIEN: dutyDoctor(read(head, 'MA_CSKCB')),
  },
];

export const innerTables = (claim: PlainClaim): Readonly<Record<string, string>> => ({
  XML1: row('TONG_HOP', XML1_FIELDS, claim.head),
  XML2: table('CHITIEU_CHITIET_THUOC', 'DSACH_CHI_TIET_THUOC', 'CHI_TIET_THUOC', XML2_FIELDS, claim.drugs),
  XML3: table('CHITIEU_CHITIET_DVKT_VTYT', 'DSACH_CHI_TIET_DVKT', 'CHI_TIET_DVKT', XML3_FIELDS, claim.services),
  XML4: table('CHITIEU_CHITIET_DICHVUCANLAMSANG', 'DSACH_CHI_TIET_CLS', 'CHI_TIET_CLS', XML4_FIELDS, results(claim)),
  XML5: table(
    'CHITIEU_CHITIET_DIENBIENLAMSANG',
    'DSACH_CHI_TIET_DIEN_BIEN_BENH',
    'CHI_TIET_DIEN_BIEN_BENH',
    XML5_FIELDS,
    notes(claim),
  ),
  ...Object.fromEntries(papersOf(claim).map(({ kind, root, fields }) => [kind, paper(root, fields)])),
});

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

export const fileOf = (claim: PlainClaim): string => {
  const files = Object.entries(innerTables(claim)).map(([kind, inner]) =>
    tag('FILEHOSO', tag('LOAIHOSO', kind) + tag('NOIDUNGFILE', base64(inner))),
  );
  const facility = read(claim.head, 'MA_CSKCB');
  const madeOn = read(claim.head, 'NGAY_RA').slice(0, 8);
  const dossiers = tag('NGAYLAP', madeOn) + tag('SOLUONGHOSO', '1') + tag('DANHSACHHOSO', tag('HOSO', files.join('')));
  const whole = tag('THONGTINDONVI', tag('MACSKCB', facility)) + tag('THONGTINHOSO', dossiers) + tag('CHUKYDONVI', '');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${tag('GIAMDINHHS', whole)}\n`;
};
