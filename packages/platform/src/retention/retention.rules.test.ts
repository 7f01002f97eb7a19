import { localDate } from '@ansinh/contracts/vocabulary/calendar';
import { answersOver } from './retention.rules';

describe('answers that are over', () => {
  it('are those of 90 days before and of the month before that', () => {
    expect(answersOver(localDate('2026-10-05'))).toEqual({ from: '2026-06-06', to: '2026-07-07' });
  });
});
