import type { ProblemCode } from '@ansinh/contracts/catalogue/problems';
import { z } from 'zod';

const Media = z.object({ example: z.unknown().optional(), examples: z.record(z.string(), z.unknown()).optional() });
const Part = z.object({ content: z.record(z.string(), Media).default({}) });
const Parameter = z.object({ in: z.string(), name: z.string(), example: z.unknown().optional() });
const Operation = z.object({
  parameters: z.array(Parameter).default([]),
  requestBody: Part.optional(),
  responses: z.record(z.string(), Part),
});
const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), Operation)) });

export type ShownOperation = {
  /** `GET /v1/claims/:claimId` */
  readonly name: string;
  /** Whether a request with a body, and the answer of a request that is done, are shown; undefined where there is none. */
  readonly request: boolean | undefined;
  readonly answer: boolean;
  readonly parameters: readonly string[];
  readonly problems: readonly (ProblemCode | string)[];
};

const isShown = ({ content }: z.infer<typeof Part>): boolean =>
  Object.values(content).filter(({ example }) => example !== undefined).length === 1;

/** Whoever sends another of the forms that are taken reads how it looks. */
const isShownInEachForm = ({ content }: z.infer<typeof Part>): boolean =>
  Object.values(content).every(({ example }) => example !== undefined);

/** What a reader of an OpenAPI document sees of each of its operations. */
export const shownIn = (document: unknown): ShownOperation[] =>
  Object.entries(Document.parse(document).paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { parameters, requestBody, responses }]) => {
      const done = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
      return {
        name: `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
        request: requestBody === undefined ? undefined : isShownInEachForm(requestBody),
        answer: done !== undefined && isShown(done),
        parameters: parameters.filter(({ example }) => example !== undefined).map(({ name }) => name),
        problems: Object.values(responses).flatMap(({ content }) =>
          Object.values(content).flatMap(({ examples }) => Object.keys(examples ?? {})),
        ),
      };
    }),
  );
