import type { ServiceName } from '@ansinh/contracts/vocabulary/services';
import { fault } from './arena/fault';
import { strikeRequest } from './arena/strike';

export const f02 = fault({
  id: 'F2',
  promises: ['P1', 'P4'],
  title: 'a crash after the commit and before the answer: the same key gets the stored answer, and there is one effect',
  play: async ({ arena, load, sized }) => {
    await arena.keep({ enrollment: 1, collection: 1 });
    const apps = sized<readonly ServiceName[]>(
      ['enrollment', 'collection', 'enrollment', 'collection'],
      ['collection'],
    );
    for (const app of apps) {
      const meanwhile = async (): Promise<void> => undefined;
      const reply = await strikeRequest(arena, load, { app, failpoints: 'after-commit=exit', meanwhile });
      expect(reply).toMatchObject({ replayed: true, status: app === 'enrollment' ? 201 : 200 });
    }
    await arena.settle();
    return { runs: apps.length, operations: apps.length };
  },
});
