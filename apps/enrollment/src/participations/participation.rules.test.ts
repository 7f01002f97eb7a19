import { yearMonth } from '@ansinh/contracts/vocabulary/calendar';
import { moveParticipation, type OpenParticipation } from './participation.rules';

const open: OpenParticipation = {
  participationId: 'participation',
  cardId: 'card',
  fromMonth: yearMonth('2026-01'),
  wageFromMonth: yearMonth('2026-01'),
  version: 3,
};

describe('the work of a person at an employer', () => {
  it('goes on with another wage', () => {
    expect(
      moveParticipation(open, { kind: 'changeWage', fromMonth: yearMonth('2026-05'), wageVnd: '9000000' }),
    ).toEqual({
      participationId: 'participation',
      lastMonth: null,
      version: 4,
      wage: { fromMonth: '2026-05', wageVnd: '9000000' },
    });
  });

  it('ends with its last month and keeps its wages', () => {
    expect(moveParticipation(open, { kind: 'stop', lastMonth: yearMonth('2026-06') })).toEqual({
      participationId: 'participation',
      lastMonth: '2026-06',
      version: 4,
      wage: undefined,
    });
  });
});
