import { importRows } from '@ansinh/sample-data';
import { csvOf, fileOf, WISH } from './files.ts';

const rows = [...importRows({ ...WISH, count: 501 })];

describe('the files of the register', () => {
  it('hold a line for each row, and CSV a heading', () => {
    const lines = (format: 'ndjson' | 'csv') => fileOf(format, rows).trimEnd().split('\n');
    expect(lines('ndjson').map((line) => JSON.parse(line))).toEqual(JSON.parse(JSON.stringify(rows)));
    expect(lines('csv')).toHaveLength(502);
    expect(lines('csv')[0]).toMatch(/^personalId,.*card\.cardNumber/);
  });

  it('double the quotes of a name', () => {
    const [row] = rows;
    expect(csvOf({ ...row, fullName: 'Trần "Ba" Văn' } as (typeof rows)[number])).toContain('"Trần ""Ba"" Văn"');
  });
});
