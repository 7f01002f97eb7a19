import { holdToken, type Token } from './held-token';

const counting = (expiresInSeconds: number) => {
  const before: (string | undefined)[] = [];
  const source = holdToken<Token>(async (last) => {
    before.push(last?.text);
    return { text: `token ${before.length}`, expiresInSeconds };
  });
  return { source, before };
};

describe('a token that is held', () => {
  it('is taken once for all who ask while it is good', async () => {
    const { source, before } = counting(600);
    expect(await Promise.all([source(), source(), source()])).toEqual(['token 1', 'token 1', 'token 1']);
    expect(await source()).toBe('token 1');
    expect(before).toEqual([undefined]);
  });

  it('is renewed with the one before in hand when it ends within half a minute, once for each who asks', async () => {
    const { source, before } = counting(29);
    expect(await Promise.all([source(), source()])).toEqual(['token 1', 'token 2']);
    expect(before).toEqual([undefined, 'token 1']);
  });

  it('is tried again after a failure', async () => {
    let calls = 0;
    const source = holdToken(async () => {
      calls += 1;
      if (calls === 1) throw new Error('away');
      return { text: 'late', expiresInSeconds: 600 };
    });
    const [first, second] = await Promise.allSettled([source(), source()]);
    expect([first.status, second]).toEqual(['rejected', { status: 'fulfilled', value: 'late' }]);
  });
});
