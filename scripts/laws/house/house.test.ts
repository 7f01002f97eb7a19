import { plant } from '../../testing/scripts';
import { names } from '../style/names.mts';
import { readHouse } from './house.mts';

describe('The house that is read', () => {
  it('leaves out what is installed, built and generated, and nothing that only has such a name', () => {
    const { folder, remove } = plant({
      'apps/a/src/payouts/payout.rules.ts': '',
      'apps/a/src/payouts/generated/hidden.store.ts': '',
      'apps/a/src/dist/hidden.ts': '',
      'apps/a/src/payouts/hidden.mts': '',
      'apps/a/src/generated/prisma/client.ts': '',
      'apps/a/dist/payouts/payout.rules.js': '',
      'apps/a/node_modules/left/index.ts': '',
      'infra/local/dist/main.js': '',
    });
    const house = readHouse(folder);
    remove();
    expect([...house.paths].filter((path) => /\.\w+$/.test(path)).sort()).toEqual([
      'apps/a/src/dist/hidden.ts',
      'apps/a/src/payouts/generated/hidden.store.ts',
      'apps/a/src/payouts/hidden.mts',
      'apps/a/src/payouts/payout.rules.ts',
    ]);
    expect(names.check(house).map(({ what }) => what)).toEqual(
      expect.arrayContaining(['dist', 'generated', 'hidden.mts']),
    );
  });
});
