import { type Example, isHeldRoute, type Route } from '@ansinh/http';
import { z } from 'zod';

/** A route as it tells itself to the world. */
export type Door = {
  /** `GET /v1/claims/:claimId` */
  readonly name: string;
  readonly method: 'get' | 'post' | 'put';
  readonly path: string;
  readonly params: readonly string[];
  /** All parameters of the query. */
  readonly asked: readonly string[];
  /** That what is asked there waits for a second person. */
  readonly isHeld: boolean;
  /** What a partner reads of it, and what is sent here. */
  readonly example: Example;
};

/** A method that the caller of the rooms does not know yet fails here, so that no door is left out. */
const Method = z.enum(['get', 'post', 'put']);

/** All doors of a service, by the routes that serve them. */
export const doorsOf = <Tx>(routes: readonly Route<Tx>[]): Door[] =>
  routes.map((route) => {
    const { method, path, query, example } = route;
    return {
      name: `${method.toUpperCase()} ${path}`,
      method: Method.parse(method),
      path,
      params: [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name),
      asked: query instanceof z.ZodObject ? Object.keys(query.shape) : [],
      isHeld: isHeldRoute(route),
      example,
    };
  });

const Fields = z.record(z.string(), z.string());
/** The values that an example has in its path, or in its query. */
export const fieldsOf = (part: unknown): Readonly<Record<string, string>> =>
  part === undefined ? {} : Fields.parse(part);
