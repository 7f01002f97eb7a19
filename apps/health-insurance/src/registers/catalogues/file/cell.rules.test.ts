import fc from 'fast-check';
import { type Cell, type CellUse, cellText } from './cell.rules';
import { numberFormat } from './number-format.rules';

const text = (cell: Cell, use: CellUse) => Object.values(cellText(cell, use))[0];
const number = (value: number, pattern = '') => ({ number: value, pattern });

describe('a cell of a spreadsheet', () => {
  it('has the number that was typed, without the noise of its binary form', () => {
    expect(text(number(0.1 + 0.2), 'number')).toBe('0.3');
    expect(text(number(4899.993), 'number')).toBe('4899.993');
    expect(text(number(4899.9930000000004), 'number')).toBe('4899.993');
    expect(text(number(20260101), 'date')).toBe('20260101');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999_999 }),
        fc.integer({ min: 0, max: 999 }),
        (whole, thousandths) => {
          const typed = `${whole}.${String(thousandths).padStart(3, '0')}`;
          const read = text(number(Number(typed)), 'number') ?? '';
          expect(Number(read)).toBe(Number(typed));
          expect(read).toMatch(/^\d+(\.\d{1,3})?$/);
        },
      ),
    );
  });

  it('has a percentage by its format', () => {
    expect(text(number(0.07, '0%'), 'percent')).toBe('7');
    expect(text(number(0.455, '0.0%'), 'percent')).toBe('45.5');
    expect(text(number(80), 'percent')).toBe('80');
  });

  it('has a code only where nothing of it is lost', () => {
    expect(text('40.10', 'text')).toBe('40.10');
    expect(text(number(893_110_123_425), 'text')).toBe('893110123425');
    expect(text(number(7, '0000'), 'text')).toBe('0007');
    expect(text(number(40.1, '0.00'), 'text')).toBe('40.10');
    const lost = expect.stringContaining('format the column as text');
    for (const cell of [number(40.1), number(40.105, '0.00'), number(1e16), { serial: 46_023 }])
      expect(cellText(cell, 'text')).toEqual({ fault: lost });
  });

  it('has days and times of day', () => {
    expect(text({ serial: 46_023 }, 'date')).toBe('20260101');
    expect(text({ serial: 45_351 }, 'date')).toBe('20240229');
    for (const serial of [46_023.5, 60, 0, -1, 2_958_466]) expect(cellText({ serial }, 'date')).toHaveProperty('fault');
    expect([7 / 24, 16.5 / 24, 0, 1].map((serial) => text({ serial }, 'time'))).toEqual([
      '0700',
      '1630',
      '0000',
      '2400',
    ]);
    expect(text(number(700), 'time')).toBe('0700');
    expect(cellText({ serial: 46_023.3 }, 'time')).toHaveProperty('fault');
    expect(cellText({ serial: 46_023 }, 'number')).toHaveProperty('fault');
  });

  it('with an error has none', () => {
    expect(cellText({ fault: '#N/A' }, 'text')).toEqual({ fault: 'holds #N/A in place of a value' });
  });
});

describe('a number format', () => {
  const own = new Map([
    [164, 'dd/mm/yyyy;@'],
    [165, '#,##0\\ "đồng"'],
    [166, '[$-42A]dd\\ mmmm'],
    [167, '[Red]#,##0 [$₫-42A]'],
    [168, '[h]:mm'],
    [169, '0.00;[Red]-0.00'],
  ]);
  it.each([
    [0, false],
    [2, false],
    [9, false],
    [14, true],
    [20, true],
    [31, true],
    [49, false],
    [164, true],
    [165, false],
    [166, true],
    [167, false],
    [168, true],
    [169, false],
  ])('%i is of days or times: %s', (id, isMoment) => {
    expect(numberFormat(id, own).isMoment).toBe(isMoment);
  });

  it('is shown by its first part', () => {
    expect([numberFormat(169, own), numberFormat(10, own)].map(({ pattern }) => pattern)).toEqual(['0.00', '0.00%']);
  });
});
