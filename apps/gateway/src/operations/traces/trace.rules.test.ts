import type { ThingTrace } from '@ansinh/contracts/operations/traces.api';
import { goOn, inOrder, KEYS_MAX, searchOf } from './trace.rules';

const trace = (traceId: string, at: string, key = 'claim'): ThingTrace => ({
  traceId: traceId.repeat(32),
  at: `2026-10-0${at}T01:00:00.000Z`,
  service: 'payment',
  about: 'payment.payouts',
  key,
  kept: true,
});

describe('the search for the traces of a thing', () => {
  it('goes on with what each thing is related to, and asks for nothing twice', () => {
    const first = goOn(searchOf('claim'), [{ items: [trace('a', '1')], related: ['settlement', 'claim'] }]);
    expect([first.asked, first.next]).toEqual([['claim'], ['settlement']]);
    const second = goOn(first, [
      { items: [], related: ['claim', 'payout'] },
      { items: [trace('b', '2')], related: ['payout'] },
    ]);
    expect([second.asked, second.next]).toEqual([['claim', 'settlement'], ['payout']]);
    expect(second.items.map(({ traceId }) => traceId[0])).toEqual(['a', 'b']);
    expect(goOn(second, [{ items: [], related: ['claim'] }]).next).toEqual([]);
  });

  it('does not ask for a whole month of payouts', () => {
    const related = Array.from({ length: 70 }, (_, index) => `payout-${index}`);
    const next = goOn(searchOf('benefit'), [{ items: [], related }]);
    expect(next.next).toHaveLength(KEYS_MAX - 1);
    expect(goOn(next, [{ items: [], related }]).next).toEqual([]);
  });

  it('names each trace once, the oldest first, whatever it tells of', () => {
    const items = [trace('c', '3'), trace('a', '2', 'payout'), trace('b', '2'), trace('a', '1')];
    expect(inOrder(items)).toEqual([trace('a', '1'), trace('b', '2'), trace('c', '3')]);
  });

  it('says whether a trace was kept by whoever knows, whichever told first', () => {
    const act = (traceId: string, at: string): ThingTrace => ({
      ...trace(traceId, at),
      about: 'payout.redirect',
      kept: null,
    });
    const lost = { ...trace('b', '2'), kept: false };
    const kinds = [act('a', '1'), trace('a', '2'), lost, act('b', '3'), act('c', '4')];
    expect(inOrder(kinds).map(({ traceId, kept }) => [traceId[0], kept])).toEqual([
      ['a', true],
      ['b', false],
      ['c', null],
    ]);
  });
});
