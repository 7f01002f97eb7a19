import { DeliveryStatus } from '@ansinh/contracts/notification/api';
import { decide, isOpen, type Outcome } from './delivery.rules';

const now = new Date('2026-10-05T01:30:00Z');
const OUTCOMES: readonly (readonly [Outcome, DeliveryStatus])[] = [
  [{ attempts: 1, result: 'sent' }, 'sent'],
  [{ attempts: 2, result: 'refused', error: '550 5.1.1 at RCPT TO' }, 'failed'],
  [{ attempts: 6, result: 'given-up', error: 'ECONNECTION at CONN' }, 'given-up'],
  [{ attempts: 0, result: 'cancelled' }, 'cancelled'],
  [{ attempts: 1, result: 'no-address' }, 'unsendable'],
  [{ attempts: 1, result: 'off' }, 'off'],
];

describe('a delivery', () => {
  it.each(OUTCOMES)('that is queued or was given up, and is ended by %j, is %s', (outcome, status) => {
    for (const open of ['queued', 'given-up'] as const)
      expect(decide(open, outcome, now)).toEqual({
        status,
        attempts: outcome.attempts,
        sentAt: status === 'sent' ? now : null,
        lastError: 'error' in outcome ? outcome.error : null,
      });
  });

  it('that was decided stays so, whatever a late attempt tells', () => {
    for (const status of DeliveryStatus.options.filter((each) => !isOpen(each)))
      for (const [outcome] of OUTCOMES) expect(decide(status, outcome, now)).toBeUndefined();
  });
});
