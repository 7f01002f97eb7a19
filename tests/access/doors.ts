import type { OpenApiDocument } from '@ansinh/http';
import { z } from 'zod';

/** A route as its service tells it to the world. */
export type Door = {
  /** `GET /v1/claims/:claimId` */
  readonly name: string;
  readonly method: 'get' | 'post' | 'put';
  readonly path: string;
  readonly params: readonly string[];
  /** Parameters of the query that must be there. */
  readonly demanded: readonly string[];
  /** All parameters of the query. */
  readonly asked: readonly string[];
  readonly hasBody: boolean;
};

const Parameter = z.object({ in: z.string(), name: z.string(), required: z.boolean().optional() });
const Operation = z.object({ parameters: z.array(Parameter).default([]), requestBody: z.unknown().optional() });
/** A method that the caller of the rooms does not know yet fails here, so that no door is left out. */
const Paths = z.record(
  z.string(),
  z.strictObject({ get: Operation.optional(), post: Operation.optional(), put: Operation.optional() }),
);

const METHODS = ['get', 'post', 'put'] as const;

/** All doors of a service, by the document that is made of the routes that serve them: its own and those of operators. */
export const doorsOf = ({ paths }: OpenApiDocument): Door[] =>
  Object.entries(Paths.parse(paths)).flatMap(([template, operations]) =>
    METHODS.flatMap((method) => {
      const operation = operations[method];
      if (operation === undefined) return [];
      const path = template.replace(/\{(\w+)\}/g, ':$1');
      const query = operation.parameters.filter((parameter) => parameter.in === 'query');
      return {
        name: `${method.toUpperCase()} ${path}`,
        method,
        path,
        params: [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name),
        demanded: query.filter(({ required }) => required === true).map(({ name }) => name),
        asked: query.map(({ name }) => name),
        hasBody: operation.requestBody !== undefined,
      };
    }),
  );
