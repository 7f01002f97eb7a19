import { z } from 'zod';
import type { RouteDeclaration } from './declaration';
import { isHeldFrom, isHeldRoute, kindOf } from './held-route';
import type { Common, RawBody } from './route';
import { routeBuilders } from './route-builders';

const { route, streamRoute, workRoute } = routeBuilders<object>();
const door = { path: '/things', summary: 'Things', tag: 'Test', permission: null } as const;
const reply = z.object({ things: z.int() });
const handle = async () => ({ things: 1 });
const file = { contentTypes: ['text/csv'], limitBytes: 10 };
const answer = { reply: { things: 1 } };
const text = { reply: 'a,b' };
const upload = { file: { contentType: 'text/csv', text: 'a,b' }, ...answer };

describe('a route', () => {
  it('is of the kind that its answer and its work ask for', () => {
    const kinds = [
      route({ ...door, method: 'get', reply, example: answer, handle }),
      route({ ...door, method: 'post', rawBody: file, reply, example: upload, handle }),
      route({ ...door, method: 'get', rawReply: 'text/csv', example: text, handle: async () => 'a,b' }),
      route({ ...door, method: 'get', reply, files: ['image/png'], example: answer, handle }),
      streamRoute({ ...door, method: 'post', ...file, reply, example: upload, handle }),
      workRoute({ ...door, method: 'post', body: reply, reply, example: { body: { things: 2 }, ...answer }, handle }),
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
    expect(() => route({ ...door, method: 'post', reply, files: ['image/png'], example: answer, handle })).toThrow(
      'answer of a GET',
    );
  });

  it('needs two persons where it says so: for an act that answers JSON, and of the agency where partners act alone', () => {
    const twoPersons = { decide: 'approval:decide', alone: ['facility'] } as const;
    const held = route({ ...door, method: 'post', reply, example: answer, twoPersons, handle });
    expect([isHeldRoute(held), kindOf(held)]).toEqual([true, 'POST /things']);
    expect(isHeldRoute(route({ ...door, method: 'post', reply, example: answer, handle }))).toBe(false);
    const by = (kind: 'agency' | 'facility') => ({
      subject: 'x',
      tenant: { kind, code: '1' },
      permissions: new Set<never>(),
    });
    const work = workRoute({ ...door, method: 'post', reply, example: answer, twoPersons, handle });
    expect([isHeldFrom(work, by('agency')), isHeldFrom(work, by('facility'))]).toEqual([true, false]);
    expect(() => route({ ...door, method: 'get', reply, example: answer, twoPersons, handle })).toThrow('two persons');
    expect(() =>
      route({ ...door, method: 'post', rawReply: 'text/csv', example: text, twoPersons, handle: async () => 'a' }),
    ).toThrow('two persons');
    const file = {
      rawBody: { contentTypes: ['text/csv'], limitBytes: 9 },
      example: { ...answer, file: { contentType: 'text/csv', text: 'a' } },
    };
    expect(() => workRoute({ ...door, method: 'post', reply, ...file, twoPersons, handle })).toThrow('sees its rows');
    const rows = async () => [{ row: 1, key: 'a', before: null, after: { a: 1 } }];
    const withRows = workRoute({
      ...door,
      method: 'post',
      reply,
      ...file,
      twoPersons: { ...twoPersons, rows },
      handle,
    });
    expect(isHeldRoute(withRows)).toBe(true);
  });

  it('asks for a key only where its answer is kept for a second request', () => {
    type Raw = Extract<RouteDeclaration<object, undefined, undefined, undefined, undefined>, { rawReply: string }>;
    const mayAskForKey: [true] extends [Raw['idempotent']] ? true : false = false;
    expect(mayAskForKey).toBe(false);
    expect(
      route({ ...door, method: 'post', rawReply: 'text/csv', example: text, handle: async () => 'a' }).idempotent,
    ).toBe(false);
  });

  it('names what it changes where it is a GET; every other method changes by being called', () => {
    expect(route({ ...door, method: 'get', effect: 'noteReading', reply, example: answer, handle }).effect).toBe(
      'noteReading',
    );
    type EffectOfOthers = Exclude<Common, { readonly method: 'get' }>['effect'];
    const mayBeNamed: [string] extends [EffectOfOthers] ? true : false = false;
    expect(mayBeNamed).toBe(false);
  });

  it('has an example of its own form: one that is left out, or is of another, does not compile', () => {
    const Params = z.object({ id: z.string() });
    const Query = z.object({ day: z.string(), sex: z.enum(['male', 'female']).optional() });
    type Shown = RouteDeclaration<object, typeof Params, typeof Query, typeof reply, typeof reply>['example'];
    type Holds<Written> = [Written] extends [Shown] ? true : false;
    const whole: Holds<{ params: { id: 'a' }; query: { day: 'x' }; body: { things: 1 }; reply: { things: 2 } }> = true;
    const withoutParams: Holds<{ query: { day: 'x' }; body: { things: 1 }; reply: { things: 2 } }> = false;
    const withoutQuery: Holds<{ params: { id: 'a' }; body: { things: 1 }; reply: { things: 2 } }> = false;
    const otherWord: Holds<{
      params: { id: 'a' };
      query: { day: 'x'; sex: 'both' };
      body: { things: 1 };
      reply: { things: 2 };
    }> = false;
    const otherBody: Holds<{ params: { id: 'a' }; query: { day: 'x' }; body: { things: '1' }; reply: { things: 2 } }> =
      false;
    const withoutReply: Holds<{ params: { id: 'a' }; query: { day: 'x' }; body: { things: 1 } }> = false;
    expect([whole, withoutParams, withoutQuery, otherWord, otherBody, withoutReply]).toEqual([
      true,
      ...Array.from({ length: 5 }, () => false),
    ]);
    type Uploaded = Extract<
      RouteDeclaration<object, undefined, undefined, undefined, typeof reply>,
      { rawBody: RawBody }
    >['example'];
    const asJson: [{ body: { things: 1 }; reply: { things: 2 } }] extends [Uploaded] ? true : false = false;
    const asFile: [{ file: { contentType: 'text/csv'; text: 'a' }; reply: { things: 2 } }] extends [Uploaded]
      ? true
      : false = true;
    expect([asJson, asFile]).toEqual([false, true]);
  });
});
