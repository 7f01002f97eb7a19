import { BusinessKeys } from './business-keys';

const id = (last: number): string => `019a2b3c-4d5e-7f60-8a9b-${String(last).padStart(12, '0')}`;

describe('the things that something is about', () => {
  it('are found by the names of their ids, in an answer and in the lists of it', () => {
    const told = { claims: [{ claimId: id(1), status: 'received' }, { claimId: id(2) }], batchId: id(3) };
    expect(new BusinessKeys().add(told).attributes).toEqual({
      'ansinh.claim.id': [id(1), id(2)],
      'ansinh.batch.id': id(3),
    });
  });

  it('are no persons, and no numbers of them', () => {
    const told = {
      participantId: id(1),
      personalId: '066190000123',
      claimId: '066190000123',
      beneficiary: { id: id(2) },
    };
    const keys = new BusinessKeys().add(told);
    expect([keys.ids, keys.attributes]).toEqual([[], {}]);
  });

  it('are told once each, and not more than twenty of a kind', () => {
    const many = Array.from({ length: 50 }, (_, index) => ({ payoutId: id(index) }));
    const keys = new BusinessKeys();
    for (const one of [...many, ...many]) keys.add(one);
    expect(keys.ids).toEqual(many.slice(0, 20).map(({ payoutId }) => payoutId));
  });

  it.each([[undefined], [null], ['text'], [7n], [[]], [{}]])('are none in %p', (told) => {
    expect(new BusinessKeys().add(told).ids).toEqual([]);
  });
});
