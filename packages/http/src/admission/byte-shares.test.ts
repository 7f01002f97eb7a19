import { byteShares } from './byte-shares';

describe('shares of memory', () => {
  const open = () => byteShares({ bytesAtOnce: 100, bytesEach: 60, smallBytes: 10 });

  it('give one no more than a part, in however many works', () => {
    const shares = open();
    const [one, other] = [shares('a'), shares('a')];
    one.grow(40);
    other.grow(20);
    expect(() => other.grow(1)).toThrow(expect.objectContaining({ code: 'request.too-many' }));
    one.leave();
    other.grow(40);
  });

  it('refuse large bodies when all together hold too much, and take small ones of who holds little', () => {
    const shares = open();
    shares('a').grow(60);
    const second = shares('b');
    second.grow(40);
    const third = shares('c');
    third.grow(10);
    expect(() => third.grow(1)).toThrow(expect.objectContaining({ code: 'service.unavailable' }));
    second.leave();
    third.grow(1);
  });

  it('give back what was held, once', () => {
    const shares = open();
    const one = shares('a');
    one.grow(60);
    one.leave();
    one.leave();
    const again = shares('a');
    again.grow(60);
    expect(() => shares('a').grow(1)).toThrow(expect.objectContaining({ code: 'request.too-many' }));
  });
});
