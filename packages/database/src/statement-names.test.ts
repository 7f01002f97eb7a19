import { statementNames } from './statement-names';

describe('the name of a statement', () => {
  it('is given from the third use on and stays the same', () => {
    const nameOf = statementNames();
    const uses = Array.from({ length: 5 }, () => nameOf({ sql: 'SELECT 1' }));
    expect(uses).toEqual(['', '', 's0', 's0', 's0']);
  });

  it('is another one for another text, however alike', () => {
    const nameOf = statementNames();
    const thirdUse = (sql: string) => [nameOf({ sql }), nameOf({ sql }), nameOf({ sql })].at(-1);
    expect([thirdUse('SELECT $1'), thirdUse('SELECT $1, $2')]).toEqual(['s0', 's1']);
  });

  it('is not given to texts that do not come again, nor to more than connections can keep', () => {
    const nameOf = statementNames();
    for (let index = 0; index < 10_000; index += 1) expect(nameOf({ sql: `SELECT ${index}` })).toBe('');
    const often = Array.from({ length: 1_000 }, (_, index) => `SELECT a${index}`);
    for (const sql of [...often, ...often, ...often]) nameOf({ sql });
    expect(new Set(often.map((sql) => nameOf({ sql }))).size).toBe(201);
  });
});
