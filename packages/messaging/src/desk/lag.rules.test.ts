import { LagHistory } from './lag.rules';

const at = (second: number) => new Date(Date.UTC(2026, 9, 5, 8, 0, second));
const partition = (number: number, position: bigint, messages: number) => ({
  topic: 'payment.payouts.v1',
  partition: number,
  position,
  messages,
});

describe('the history of lag', () => {
  it('knows since when the slowest partition stands still, whatever the others do', () => {
    const history = new LagHistory();
    history.note([partition(0, 5n, 3), partition(1, 7n, 2)], at(0));
    expect(history.note([partition(0, 5n, 3), partition(1, 8n, 9)], at(10))).toEqual(at(0));
    expect(history.note([partition(0, 5n, 4), partition(1, 8n, 9)], at(20))).toEqual(at(0));
    expect(history.note([partition(0, 6n, 3), partition(1, 8n, 9)], at(30))).toEqual(at(10));
  });

  it('forgets a partition that has caught up: no messages, nothing that stands still', () => {
    const history = new LagHistory();
    history.note([partition(0, 5n, 3)], at(0));
    expect(history.note([partition(0, 8n, 0)], at(10))).toBeUndefined();
    expect(history.note([partition(0, 8n, 1)], at(20))).toEqual(at(20));
  });
});
