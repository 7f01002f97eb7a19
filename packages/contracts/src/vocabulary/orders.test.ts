import { byText, type Complete, newestBy, orderOf } from './orders';

describe('an order', () => {
  it('is the list as it is written, and no list with a member missing', () => {
    expect(orderOf<'start' | 'stop'>()(['stop', 'start'])).toEqual(['stop', 'start']);
    type Short = Complete<'start' | 'stop', readonly ['start']>;
    const mayBeShort: [Short] extends [never] ? false : true = false;
    expect(mayBeShort).toBe(false);
  });
});

describe('the newest of several events', () => {
  it('is one row for each key: the newest version, wherever it stands', () => {
    const rows = [
      { key: 'a', version: 2 },
      { key: 'b', version: 1 },
      { key: 'a', version: 1 },
      { key: 'b', version: 3 },
    ];
    expect(
      newestBy(
        rows,
        ({ key }) => key,
        ({ version }) => version,
      ),
    ).toEqual([
      { key: 'a', version: 2 },
      { key: 'b', version: 3 },
    ]);
  });
});

describe('the order of texts', () => {
  it('is that of their code units, whatever language the machine speaks', () => {
    expect(['b', 'a', 'Z', 'đ', 'd', 'e', 'a-b', 'ab'].sort(byText)).toEqual([
      'Z',
      'a',
      'a-b',
      'ab',
      'b',
      'd',
      'e',
      'đ',
    ]);
    expect([byText('a', 'a'), byText('a', 'b'), byText('b', 'a')]).toEqual([0, -1, 1]);
  });
});
