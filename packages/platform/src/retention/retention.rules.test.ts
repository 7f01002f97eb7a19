import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { answersBegin } from './retention.rules';

describe('answers that are still given', () => {
  it('are those of 90 days', () => {
    expect(answersBegin(localDate('2026-10-05'))).toBe('2026-07-07');
  });
});
