import { send } from './arena/client';
import { fault } from './arena/fault';

export const f22 = fault({
  id: 'F22',
  promises: ['P4'],
  title:
    'a key with another body is refused, the same key of another client is its own, none is an error, none ever expires',
  play: async ({ arena, load }) => {
    await arena.keep({ enrollment: 1, collection: 1 });
    const [replica] = arena.replicas('collection');
    const url = replica?.url ?? '';
    const first = load.next('credit');
    const [told, token] = [await load.perform(first), await load.tokenOf(first.caller)];
    const body = first.body as Record<string, unknown>;

    const otherBody = await send(url, { ...first, token, body: { ...body, content: 'another text' } });
    expect(otherBody).toMatchObject({ status: 422, body: { code: 'idempotency.key-reused' } });
    const { key, ...keyless } = first;
    expect(await send(url, { ...keyless, token })).toMatchObject({
      status: 400,
      body: { code: 'idempotency.key-missing' },
    });
    expect(await send(url, { ...keyless, key: 'x'.repeat(300), token })).toMatchObject({ status: 400 });

    // A year later: keys of money are kept, so the answer is the same. The row is made old, as nobody can wait.
    await arena.query(
      'collection',
      `UPDATE platform.idempotency_keys SET created_at = created_at - interval '1 year' WHERE key = $1`,
      [key],
    );
    expect(await send(url, { ...first, token })).toMatchObject({
      replayed: true,
      status: 200,
      body: told.kind === 'answer' ? told.body : {},
    });

    // Another bank with the same key and the same reference of its own: it is another credit.
    const other = { tenant: { kind: 'bank', code: '970436' }, permissions: ['credit:report'] } as const;
    const ofOther = await send(url, {
      ...first,
      token: await load.tokenOf(other),
      body: { ...body, amountVnd: '777' },
    });
    expect(ofOther).toMatchObject({ status: 200, replayed: false, body: { amountVnd: '777', outcome: 'suspense' } });
    // The oracle counts credits of the first bank: this one is known to it under its own name.
    await arena.settle();
    return { runs: 5, operations: 6 };
  },
});
