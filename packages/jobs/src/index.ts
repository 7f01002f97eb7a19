export { SYSTEM_TENANT } from './boss/taken';
export { jobBuilders } from './builders';
export { type DescribedJob, describeJobs, findJob, type JobRow, listJobs } from './desk/job.views';
export { type Acting, cancelJob, retryJob } from './desk/job-desk';
export type { Ending, Enqueue, Job, JobTx, Reaching } from './job';
export { type Jobs, type JobsOptions, openJobs } from './jobs';
export { JOBS_MIGRATIONS } from './migrations';
export { Enqueued } from './out/enqueued';
export type { JobCause, Ran } from './run/attempt';
