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
import type { z } from 'zod';
import { type AskParts, ask, askAll, chosenServices, findLetter, LETTERS, unavailableOf } from './ask';
import { sumOf } from './merge-pages.rules';

/** Asks for the letter first, so that an act goes to the one service that has it. */
const actOn = async <Schema extends z.ZodType>(
  parts: AskParts,
  id: string,
  { path, act, reply }: { path: string; act: unknown; reply: Schema },
): Promise<z.infer<Schema>> => {
  const { service } = await findLetter(parts, id, DeadLetter);
  const answer = await ask(parts, service, { path: `${LETTERS}/${id}/${path}`, reply, act });
  if (answer.status === 'unavailable') throw reject('service.unavailable', { service });
  return answer.data;
};

export const replayLetter = (parts: AskParts, id: string): Promise<ReplayResult> =>
  actOn(parts, id, { path: 'replay', act: {}, reply: ReplayResult });

export const discardLetter = (
  parts: AskParts,
  id: string,
  act: z.infer<typeof DiscardDeadLetter>,
): Promise<DeadLetterSummary> => actOn(parts, id, { path: 'discard', act, reply: DeadLetterSummary });

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
