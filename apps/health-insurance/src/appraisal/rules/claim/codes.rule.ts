import { FORMAT_FROM, type Rule } from '../rule';

const ACCIDENTS_MAX = 8;

/** Codes that the form of a file leaves open: the list of accidents has numbers up to 8. */
export const CODES: Rule = {
  code: 'CODES',
  nationalCodes: ['22'],
  source:
    'QD 5937/QD-BYT annex 4; list of blocking errors 22 (the other enumerations are checked with the form of the file)',
  severity: 'return',
  from: FORMAT_FROM,
  to: null,
  check: ({ accident }) =>
    accident === '' || Number(accident) <= ACCIDENTS_MAX
      ? []
      : [
          {
            table: 'XML1',
            row: 1,
            nationalCode: '22',
            field: 'MA_TAI_NAN',
            found: accident,
            expected: `0 to ${ACCIDENTS_MAX}`,
            message: 'The accident code is not in the national list',
            messageVi: 'Mã tai nạn không có trong danh mục',
          },
        ],
};
