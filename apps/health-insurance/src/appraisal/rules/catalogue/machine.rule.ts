import { listOf } from '../../../notation/national-list';
import { FORMAT_FROM, type Rule } from '../rule';
import { machinesOf, missingFrom } from './approved';

/** Machines and beds that a claim names are those that the facility has told of. */
export const MACHINE: Rule = {
  code: 'MACHINE',
  nationalCodes: [],
  source: 'TT 12/2026/TT-BTC Art 10; QD 4750/QD-BYT table 3 fields 32 and 44; lists of machines and beds (01-06/DM)',
  severity: 'ask',
  from: FORMAT_FROM,
  to: null,
  check: (claim, { catalogues }) => [
    ...missingFrom(claim, catalogues, { kind: 'machines', codesOf: (line) => machinesOf(line.machines) }).map(
      ({ line, code }) => ({
        table: line.table,
        row: line.row,
        field: 'MA_MAY',
        found: code,
        expected: 'a machine of the list of the facility',
        message: 'The facility has told of no such machine for this day',
        messageVi: 'Mã máy không có trong danh mục máy của cơ sở',
      }),
    ),
    ...missingFrom(claim, catalogues, { kind: 'beds', codesOf: (line) => listOf(line.beds) }).map(({ line, code }) => ({
      table: line.table,
      row: line.row,
      field: 'MA_GIUONG',
      found: code,
      expected: 'a bed of the list of the facility',
      message: 'The facility has told of no such bed for this day',
      messageVi: 'Mã giường không có trong danh mục giường của cơ sở',
    })),
  ],
};
