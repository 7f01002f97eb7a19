import { scheduledJob } from '../kit';
import { postDigests } from './digest.commands';

/** After the jobs of the morning that say what falls due, and before somebody is in the office. */
export const postDigestsOfDay = scheduledJob({
  name: 'post-digests',
  summary: 'Posts to the agency one list of the work that it was told of, in place of a mail for each',
  schedule: '0 7 * * *',
  handle: (tx, { id }) => postDigests(tx, id),
});
