import { z } from 'zod';
import type { RouteDeclaration } from './declaration';
import type { Common } from './route';
import { routeBuilders } from './route-builders';

const { route, streamRoute, workRoute } = routeBuilders<object>();
const door = { path: '/things', summary: 'Things', tag: 'Test', permission: null } as const;
const reply = z.object({ things: z.int() });
const handle = async () => ({ things: 1 });
const file = { contentTypes: ['text/csv'], limitBytes: 10 };

describe('a route', () => {
  it('is of the kind that its answer and its work ask for', () => {
    const kinds = [
      route({ ...door, method: 'get', reply, handle }),
      route({ ...door, method: 'post', rawBody: file, reply, handle }),
      route({ ...door, method: 'get', rawReply: 'text/csv', handle: async () => 'a,b' }),
      route({ ...door, method: 'get', reply, files: ['image/png'], handle }),
      streamRoute({ ...door, method: 'post', ...file, reply, handle }),
      workRoute({ ...door, method: 'post', body: reply, reply, handle }),
    ].map(({ kind, body }) => [kind, body.form]);
    expect(kinds).toEqual([
      ['json', 'none'],
      ['json', 'bytes'],
      ['raw', 'none'],
      ['file', 'none'],
      ['stream', 'stream'],
      ['work', 'json'],
    ]);
  });

  it('answers files in place of the JSON of a GET alone', () => {
    expect(() => route({ ...door, method: 'post', reply, files: ['image/png'], handle })).toThrow('answer of a GET');
  });

  it('asks for a key only where its answer is kept for a second request', () => {
    type Raw = Extract<RouteDeclaration<object, undefined, undefined, undefined, undefined>, { rawReply: string }>;
    const mayAskForKey: [true] extends [Raw['idempotent']] ? true : false = false;
    expect(mayAskForKey).toBe(false);
    expect(route({ ...door, method: 'post', rawReply: 'text/csv', handle: async () => 'a' }).idempotent).toBe(false);
  });

  it('names what it changes where it is a GET; every other method changes by being called', () => {
    expect(route({ ...door, method: 'get', effect: 'noteReading', reply, handle }).effect).toBe('noteReading');
    type EffectOfOthers = Exclude<Common, { readonly method: 'get' }>['effect'];
    const mayBeNamed: [string] extends [EffectOfOthers] ? true : false = false;
    expect(mayBeNamed).toBe(false);
  });
});
