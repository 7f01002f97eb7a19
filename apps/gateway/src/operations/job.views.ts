import {
  JobDefinitions,
  JobDetail,
  JobPage,
  type PlatformJobDefinitionQuery,
  type PlatformJobDefinitions,
  type PlatformJobPage,
  type PlatformJobQuery,
} from '@ansinh/contracts/operations/jobs.api';
import { requireCursor } from '@ansinh/http';
import { JOB_CURSOR } from '@ansinh/platform';
import type { z } from 'zod';
import { type AskParts, askAll, chosenServices, dataOf, findOwner, JOBS, unavailableOf } from './ask';
import { mergeById } from './merge-pages.rules';
import { pageOf, withQuery } from './operations.views';

export const listJobs = async (
  parts: AskParts,
  { service, ...query }: PlatformJobQuery,
): Promise<z.infer<typeof PlatformJobPage>> => {
  requireCursor(query.cursor, JOB_CURSOR);
  const answers = await askAll(parts, chosenServices(service), { path: withQuery(JOBS, query), reply: JobPage });
  return { ...pageOf(mergeById(dataOf(answers), query.pageSize)), unavailable: unavailableOf(answers) };
};

/** By service, in the order in which each lists them. */
export const listJobDefinitions = async (
  parts: AskParts,
  { service }: PlatformJobDefinitionQuery,
): Promise<z.infer<typeof PlatformJobDefinitions>> => {
  const question = { path: '/v1/operations/job-definitions', reply: JobDefinitions };
  const answers = await askAll(parts, chosenServices(service), question);
  return { items: dataOf(answers).flatMap(({ items }) => items), unavailable: unavailableOf(answers) };
};

/** @throws request.not-found, service.unavailable */
export const getJob = async (parts: AskParts, id: string): Promise<JobDetail> =>
  (await findOwner(parts, `${JOBS}/${id}`, JobDetail)).data;
