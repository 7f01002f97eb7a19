import { reject } from '@ansinh/contracts/catalogue/problems';
import {
  DeadLetter,
  DeadLetterSummary,
  type DiscardDeadLetter,
  type PlatformReplayCounts,
  type PlatformReplayDeadLetters,
  ReplayCounts,
  ReplayResult,
} from '@ansinh/contracts/operations/api';
import { type ActOnJob, JobDetail, JobSummary } from '@ansinh/contracts/operations/jobs.api';
import type { StreamContext } from '@ansinh/http';
import type { z } from 'zod';
import type { Tx } from '../kit';
import { type AskParts, ask, askAll, chosenServices, findOwner, JOBS, LETTERS, unavailableOf } from './ask';
import { sumOf } from './merge-pages.rules';

/** An act that a service does: that service has it in its audit, in the transaction of its effect. */
export const passOn = <Result>(
  { heard }: Pick<StreamContext<Tx>, 'heard'>,
  work: () => Promise<Result>,
): Promise<Result> => {
  heard();
  return work();
};

/** Asks for the thing first, so that an act goes to the one service that has it. */
const actOn = async <Schema extends z.ZodType>(
  parts: AskParts,
  { path, has, ...question }: { path: string; has: z.ZodType; act: unknown; reply: Schema; name: string },
): Promise<z.infer<Schema>> => {
  const { service } = await findOwner(parts, path, has);
  const { name, act, reply } = question;
  const answer = await ask(parts, service, { path: `${path}/${name}`, reply, act });
  if (answer.status === 'unavailable') throw reject('service.unavailable', { service });
  return answer.data;
};

export const replayLetter = (parts: AskParts, id: string): Promise<ReplayResult> =>
  actOn(parts, { path: `${LETTERS}/${id}`, has: DeadLetter, name: 'replay', act: {}, reply: ReplayResult });

export const discardLetter = (
  parts: AskParts,
  id: string,
  act: z.infer<typeof DiscardDeadLetter>,
): Promise<DeadLetterSummary> =>
  actOn(parts, { path: `${LETTERS}/${id}`, has: DeadLetter, name: 'discard', act, reply: DeadLetterSummary });

/** `name` is the act: how its path ends. */
export const actOnJob = (
  parts: AskParts,
  id: string,
  { name, act }: { name: 'retry' | 'cancellation'; act: ActOnJob },
): Promise<JobSummary> => actOn(parts, { path: `${JOBS}/${id}`, has: JobDetail, name, act, reply: JobSummary });

/** Every service replays its own; one that does not answer is named. */
export const replayLetters = async (
  parts: AskParts,
  { service, ...act }: PlatformReplayDeadLetters,
): Promise<PlatformReplayCounts> => {
  const question = { path: '/v1/operations/dead-letter-replays', reply: ReplayCounts, act };
  const answers = await askAll(parts, chosenServices(service), question);
  const services = answers.flatMap((answer) =>
    answer.status === 'ok' ? [{ service: answer.service, ...answer.data }] : [],
  );
  return { total: sumOf(services), services, unavailable: unavailableOf(answers) };
};
