import { encounterTables, type Fields, tableXml } from '../../../../testing/claims';
import { readTable } from '../table-reader';
import { checkTable } from './field.rules';
import { TABLE_NAMES, tableSpec } from './field-spec';

const check = (table: 'XML1' | 'XML2' | 'XML3', changes: Fields) => {
  const [row = {}] = encounterTables()[table] ?? [];
  const read = readTable(table, tableXml(table, [{ ...row, ...changes }]));
  return [...read.findings, ...checkTable(table, read.rows)];
};
const fault = (table: 'XML1' | 'XML2' | 'XML3', changes: Fields) =>
  check(table, changes).map(({ rule, field, nationalCode }) => [rule, field, nationalCode]);

describe('field rules', () => {
  it('know every table of the format with its number of fields', () => {
    const counts = TABLE_NAMES.map((name) => tableSpec(name).fields.size);
    // XML13 has three of QD 4750 besides the 37 of QD 3176.
    expect(counts).toEqual([26, 66, 39, 47, 12, 9, 47, 26, 22, 35, 13, 23, 40, 22, 20]);
  });

  it('accept a well-formed visit', () => {
    for (const [table, rows] of Object.entries(encounterTables())) {
      const name = TABLE_NAMES.find((known) => known === table) ?? 'XML1';
      expect(checkTable(name, readTable(name, tableXml(name, rows)).rows)).toEqual([]);
    }
  });

  it.each([
    ['a missing name', 'XML1', { HO_TEN: '' }, ['STRUCTURE', 'HO_TEN', undefined]],
    ['a date that does not exist', 'XML1', { NGAY_VAO: '202602300800' }, ['STRUCTURE', 'NGAY_VAO', '23']],
    ['24 o’clock', 'XML1', { NGAY_RA: '202610052400' }, ['STRUCTURE', 'NGAY_RA', '24']],
    ['a birth date of month 13', 'XML1', { NGAY_SINH: '199013010000' }, ['STRUCTURE', 'NGAY_SINH', '15']],
    ['an unknown sex', 'XML1', { GIOI_TINH: '4' }, ['CODES', 'GIOI_TINH', '16']],
    ['month 13', 'XML1', { THANG_QT: '13' }, ['CODES', 'THANG_QT', '36']],
    ['a type of care of one digit', 'XML1', { MA_LOAI_KCB: '1' }, ['CODES', 'MA_LOAI_KCB', '37']],
    ['an exponent', 'XML1', { T_BHTT: '1e6' }, ['STRUCTURE', 'T_BHTT', undefined]],
    ['a sign', 'XML2', { T_BNTT: '-1' }, ['STRUCTURE', 'T_BNTT', undefined]],
    ['a comma', 'XML2', { DON_GIA: '1,5' }, ['STRUCTURE', 'DON_GIA', undefined]],
    ['three decimals of money', 'XML2', { THANH_TIEN_BV: '1.005' }, ['STRUCTURE', 'THANH_TIEN_BV', undefined]],
    ['a ratio above 100', 'XML3', { TYLE_TT_BH: '101' }, ['STRUCTURE', 'TYLE_TT_BH', undefined]],
    ['too wide a text', 'XML3', { MA_GIUONG: 'G'.repeat(51) }, ['STRUCTURE', 'MA_GIUONG', undefined]],
    ['a drug group that is none', 'XML2', { MA_NHOM: '13' }, ['CODES', 'MA_NHOM', '39']],
    [
      'a lab test without performer',
      'XML3',
      { MA_NHOM: '1', NGUOI_THUC_HIEN: '' },
      ['STRUCTURE', 'NGUOI_THUC_HIEN', undefined],
    ],
    ['a service without a name', 'XML3', { TEN_DICH_VU: '' }, ['STRUCTURE', 'TEN_DICH_VU', undefined]],
  ] as const)('report %s', (_, table, changes, expected) => {
    expect(fault(table, changes)).toEqual([expected]);
  });

  it.each([
    ['unknown parts of a birth date', 'XML1', { NGAY_SINH: '196500000000' }],
    ['a level with a decimal', 'XML2', { MUC_HUONG: '47.5' }],
    ['zeros that fill decimals', 'XML2', { SO_LUONG: '10.000', THANH_TIEN_BV: '13330.00' }],
    ['bid information of 100 characters', 'XML3', { TT_THAU: 'T'.repeat(100) }],
    ['an exemption day or minute', 'XML1', { NGAY_MIEN_CCT: '20261001' }],
    ['a leap day', 'XML1', { NGAY_VAO: '202402290800' }],
  ] as const)('accept %s', (_, table, changes) => {
    expect(fault(table, changes)).toEqual([]);
  });

  it('report a row number that is used twice', () => {
    const rows = [1, 1].map((row) => ({ row, fields: encounterTables().XML2?.[0] ?? {} }));
    expect(checkTable('XML2', rows).map(({ field }) => field)).toEqual(['STT']);
  });

  it('say so when rows are counted from 0', () => {
    const [drug = {}] = encounterTables().XML2 ?? [];
    const read = readTable(
      'XML2',
      tableXml(
        'XML2',
        ['0', '1', '2'].map((STT) => ({ ...drug, STT })),
      ),
    );
    expect(checkTable('XML2', read.rows)).toMatchObject([
      { field: 'STT', found: '0', expected: 'from 1', message: 'STT counts from 1' },
    ]);
  });
});
